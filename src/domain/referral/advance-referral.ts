import type { Through } from '../history.js';
import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';
import type { Referral, ReferralStatus } from './referral.js';
import { statusesBefore } from './transitions.js';

interface Step {
  readonly to: ReferralStatus;
  readonly who: string;
  readonly through: Through;
  readonly set?: Partial<Pick<Referral, 'receivedExternalId' | 'trouble' | 'takesSlot'>>;
  readonly detail?: string;
}

/**
 * Moves a referral forward, counts it and tells everybody; null when it is past that or gone. It dispatches nothing,
 * so it may run within a transaction.
 */
export function advanceReferral(ports: Ports, ref: Ref, step: Step): Promise<Referral | null> {
  const at = ports.clock.now();
  return ports.referrals.advance(ref, {
    from: statusesBefore(step.to),
    set: { ...step.set, status: step.to },
    line: { at, who: step.who, what: step.to, through: step.through, ...(step.detail && { detail: step.detail }) },
    work: [todo('announce-referral', at), todo('keep-tallies', at)],
  });
}
