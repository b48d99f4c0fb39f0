import type { ListedReferral } from './listed-referral.js';

/** The content of a file that is sent by DM. */
export type ExportedFile =
  /** A table for a spreadsheet. */
  | {
      readonly kind: 'referrals';
      readonly sent: readonly ListedReferral[];
      readonly received: readonly ListedReferral[];
      /** The number of referrals per side; set where older ones were left out. */
      readonly most?: number;
    }
  /** All data that is stored about a member. */
  | {
      readonly kind: 'my-data';
      readonly data: object;
      /** Set where the file holds only a part: the data say what was left out. */
      readonly isCut?: true;
    };
