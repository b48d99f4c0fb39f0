import type { ListedReferral } from '../referral/listed.js';

/** A file to be sent by DM. */
export type FileContent =
  /** A table for a spreadsheet. */
  | {
      readonly kind: 'referrals';
      readonly sent: readonly ListedReferral[];
      readonly received: readonly ListedReferral[];
    }
  /** Everything that is kept about a member, for them alone. */
  | { readonly kind: 'my-data'; readonly data: object };
