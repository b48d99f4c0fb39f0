import type { Member } from '../member/member.js';
import type { Referral } from '../referral/referral.js';

/** In the place of the name of somebody who has left. */
export const HAS_LEFT = { name: '', hasLeft: true } as const;

/** Somebody whom a list names. */
export interface Listed {
  readonly name: string;
  /** Set instead of the name: readers see "former member". */
  readonly hasLeft?: true;
}

/** A referral as lists show it. */
export type ListedReferral = Referral & {
  readonly from: Listed;
  readonly to: Listed;
  /** Whom its colleague passed the job on to, where they did. */
  readonly passedOnTo?: Listed;
};

/** A member as lists name them. */
export const listed = ({ isDeactivated, name }: Pick<Member, 'isDeactivated' | 'name'>): Listed =>
  isDeactivated ? HAS_LEFT : { name };
