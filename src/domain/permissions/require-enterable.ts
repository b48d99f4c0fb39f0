import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Member } from '../model/member/member.js';

/** The person who entered an invitation by hand, and the member for whom. */
export interface Entered {
  readonly by: string;
  readonly member: Member;
  /** True where the person may decide for others: then they determine whose invitation it is. */
  readonly mayForOthers: boolean;
}

/** Tells whether a person entered an invitation for themselves, and has no right to decide for others. */
export const isTyped = (entered: Pick<Entered, 'mayForOthers'> | undefined): boolean => entered?.mayForOthers === false;

/**
 * Refuses what a person entered by hand where it is, or would be merged with, an invite that is addressed to another
 * member: they would see that invite, and decide it. Those who may decide for others may.
 * @param entered absent for what a source reported
 * @throws Refusal with the field at fault
 */
export function requireEnterable(
  invites: readonly Pick<Invite, 'invitee'>[],
  entered: Pick<Entered, 'member' | 'mayForOthers'> | undefined,
): void {
  if (!entered || entered.mayForOthers) return;
  const { slackUserId: own } = entered.member;
  const others = invites.find(({ invitee: { slackUserId } }) => slackUserId !== undefined && slackUserId !== own);
  if (others) throw new Refusal('invite.notYours', { name: others.invitee.person.name, field: 'link' });
}
