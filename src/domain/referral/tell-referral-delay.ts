import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';

/** The marketplace does not answer: the cards say that the referral is still on its way. */
export async function tellReferralDelay(ports: Ports, ref: Ref): Promise<void> {
  const work = [todo('announce-referral', ports.clock.now())];
  const told = await ports.referrals.advance(ref, { from: ['forwarding'], set: {}, work });
  if (told) ports.jobs.dispatch(told);
}
