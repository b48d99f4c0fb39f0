import type { Actor, Member } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { MemberChanges, Ports } from '../ports.js';
import { changeOwnProfile } from './change-own-profile.js';

/**
 * Saves a member's profile form. A member whose data was erased is stored again: a sync of the directory is planned.
 * @throws Refusal when the directory does not know the member yet.
 */
export async function submitProfileForm(ports: Ports, by: Actor, changes: MemberChanges): Promise<Member> {
  const member = await changeOwnProfile(ports, by, changes);
  if (member.forgottenAt) await comeBack(ports, by);
  return member;
}

async function comeBack(ports: Ports, { tenantId, slackUserId }: Actor): Promise<void> {
  const now = ports.clock.now();
  await ports.atomically(async () => {
    const back = await ports.members.takeBack(tenantId, slackUserId);
    return back && ports.tenants.addWork(tenantId, [todo('sync-directory', now)]);
  });
}
