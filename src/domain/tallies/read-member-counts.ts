import { Refusal } from '../model/errors.js';
import type { Actor, Member } from '../model/member/member.js';
import type { SpanCounts } from '../model/tally/tally.js';
import { type Listed, listed } from '../model/views/listed-referral.js';
import { mayActForOthers, requireTeamMember } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';
import { talliesOf } from './read-my-referrals.js';

/** A member's counts. */
export interface MemberReferrals extends Listed {
  readonly tallies: SpanCounts;
}

/**
 * Reads a member's counts: for the member, for managers, and for everybody where the member is on the leaderboard.
 * @throws Refusal as `readCounted`
 */
export async function readMemberCounts(ports: Ports, by: Actor, slackUserId: string): Promise<MemberReferrals> {
  const member = await readCounted(ports, by, slackUserId);
  const tallies = await talliesOf(ports, by.tenantId, slackUserId);
  return { ...listed(member), tallies };
}

/**
 * Returns a member whose counts `by` may see.
 * @throws Refusal when `by` is not of the team, or the member is unknown, a bot, has left, is of another workspace, or
 * is not shown to `by`.
 */
export async function readCounted(ports: Ports, by: Actor, slackUserId: string): Promise<Member> {
  if (slackUserId !== by.slackUserId) await requireTeamMember(ports, by);
  const member = await ports.members.get(by.tenantId, slackUserId);
  if (!member) throw new Refusal(slackUserId === by.slackUserId ? 'member.youUnknown' : 'member.unknown');
  if (member.isBot) throw new Refusal('member.isBot', { name: member.name });
  const { onLeaderboard, hidden } = member.preferences;
  const shown = slackUserId === by.slackUserId || (onLeaderboard && !hidden) || (await mayActForOthers(ports, by));
  if (!shown && member.isDeactivated) throw new Refusal('member.left');
  if (!shown && member.isExternal) throw new Refusal('member.elsewhere', { name: member.name });
  if (!shown) throw new Refusal('member.notShown', { name: member.name });
  return member;
}
