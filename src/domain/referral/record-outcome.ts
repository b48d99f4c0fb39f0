import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';
import { advanceReferral } from './advance-referral.js';
import type { Milestone } from './milestones.js';
import type { Outcome } from './referral.js';

/** What came of a referral, as the marketplace tells it. Late and repeated words change nothing. */
export async function recordReferralOutcome(ports: Ports, ref: Ref, outcome: Outcome, at: Date): Promise<void> {
  const detail = at.toISOString();
  const step = { to: outcome, who: 'marketplace', through: 'webhook', detail } as const;
  const referral = await advanceReferral(ports, ref, step);
  if (referral) ports.jobs.dispatch(referral);
}

/** Something seen on the way that is no state, such as `viewed`. Each counts once. */
export async function recordMilestone(ports: Ports, ref: Ref, milestone: Milestone): Promise<void> {
  const at = ports.clock.now();
  const line = { at, who: 'marketplace', what: milestone, through: 'webhook' } as const;
  const referral = await ports.referrals.addMilestone(ref, milestone, line, [
    todo('announce-referral', at),
    todo('keep-tallies', at),
  ]);
  if (referral) ports.jobs.dispatch(referral);
}
