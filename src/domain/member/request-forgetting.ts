import { Refusal } from '../errors.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import type { Actor } from './member.js';

/** Plans that a member's data is deleted. @throws Refusal when the directory does not know them. */
export async function requestForgetting(ports: Ports, by: Actor): Promise<void> {
  const work = [todo('forget-member', ports.clock.now())];
  const member = await ports.members.addWork(by.tenantId, by.slackUserId, work);
  if (!member) throw new Refusal('member.unknown');
  ports.jobs.dispatch(member);
}
