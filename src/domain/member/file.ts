import type { Referral } from '../referral/referral.js';

/** A file to be sent by DM. */
export type FileContent =
  /** A table for a spreadsheet. */
  | { readonly kind: 'referrals'; readonly sent: readonly Referral[]; readonly received: readonly Referral[] }
  /** Everything that is kept about a member, for them alone. */
  | { readonly kind: 'my-data'; readonly data: object };
