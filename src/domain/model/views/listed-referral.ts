import type { Member } from '../member/member.js';
import type { Referral } from '../referral/referral.js';

/** The list entry of a member who has left. */
export const HAS_LEFT = { name: '', hasLeft: true } as const;

/** A person in a list. */
export interface Listed {
  readonly name: string;
  /** Set instead of the name: readers see "former member". */
  readonly hasLeft?: true;
}

/** A referral in a list. */
export type ListedReferral = Referral & {
  readonly from: Listed;
  readonly to: Listed;
  /** The next colleague, where the first one passed the job on. */
  readonly passedOnTo?: Listed;
};

/** Returns a member's name for a list. */
export const listed = ({ isDeactivated, name }: Pick<Member, 'isDeactivated' | 'name'>): Listed =>
  isDeactivated ? HAS_LEFT : { name };
