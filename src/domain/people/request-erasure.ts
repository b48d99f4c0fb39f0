import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Plans the erasure of a member's data. @throws Refusal when the directory does not know the member. */
export async function requestErasure(ports: Ports, by: Actor): Promise<void> {
  const work = [todo('forget-member', ports.clock.now())];
  const member = await ports.members.addWork(by.tenantId, by.slackUserId, work);
  if (!member) throw new Refusal('member.youUnknown');
}
