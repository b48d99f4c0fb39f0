import type { ListedReferral } from './listed-referral.js';

/** A file to be sent by DM. */
export type FileContent =
  /** A table for a spreadsheet. */
  | {
      readonly kind: 'referrals';
      readonly sent: readonly ListedReferral[];
      readonly received: readonly ListedReferral[];
      /** Set where older ones were left out: so many of each side are sent. */
      readonly most?: number;
    }
  /** Everything that is kept about a member, for them alone. */
  | {
      readonly kind: 'my-data';
      readonly data: object;
      /** Set where there is more than a file holds: the data say what was left out. */
      readonly isCut?: true;
    };
