import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';
import { isOutstanding } from './settle-decision.js';

/** The marketplace does not answer: the cards say that the decision is still on its way. */
export async function tellDecisionDelay(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite || !isOutstanding(invite)) return;
  const work = [todo('announce-invite', ports.clock.now())];
  const told = await ports.invites.advance(ref, { from: [invite.status], set: {}, work });
  if (told) ports.jobs.dispatch(told);
}
