import { Refusal } from '../errors.js';
import type { MemberChanges, Ports } from '../ports.js';
import type { Actor, Member } from './member.js';
import { refreshHome } from './refresh-home.js';

/**
 * A member says what they can do, whether they have time, and what they want to hear.
 * @throws Refusal when the directory does not know them yet.
 */
export async function setProfile(ports: Ports, by: Actor, changes: MemberChanges): Promise<Member> {
  const member = await ports.members.configure(by.tenantId, by.slackUserId, changes);
  if (!member) throw new Refusal('member.unknown');
  await refreshHome(ports, by.tenantId, by.slackUserId);
  return member;
}
