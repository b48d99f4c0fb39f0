import { refreshHome } from '../ensuring-messages/refresh-home.js';
import { Refusal } from '../model/errors.js';
import type { Actor, Member } from '../model/member/member.js';
import { dayFault, skillFault, wishFault } from '../model/member/profile-rules.js';
import type { MemberChanges, Ports } from '../ports.js';
import { memberLocalDay } from './member-local-day.js';

/**
 * Changes a member's skills, availability and preferences.
 * @throws Refusal when the directory does not know the member yet, or a value is invalid (`profile-rules.ts`).
 */
export async function changeOwnProfile(ports: Ports, by: Actor, changes: MemberChanges): Promise<Member> {
  if (isWrong(changes, await memberLocalDay(ports, by))) throw new Refusal('member.badProfile');
  const member = await ports.members.configure(by.tenantId, by.slackUserId, changes);
  if (!member) throw new Refusal('member.youUnknown');
  await refreshHome(ports, by.tenantId, by.slackUserId);
  return member;
}

const isWrong = ({ skills = [], availability = UNKNOWN, preferences }: MemberChanges, day: string): boolean =>
  (skillFault(skills) ?? dayFault(availability, day) ?? (preferences && wishFault(preferences)) ?? null) !== null;

const UNKNOWN = { kind: 'unknown' } as const;
