import type { Through } from '../model/history.js';
import type { Referral, ReferralStatus } from '../model/referral/referral.js';
import { statusesBefore } from '../model/referral/transitions.js';
import { type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** One step of a referral, and who says so. */
export interface Step {
  readonly to: ReferralStatus;
  readonly who: string;
  readonly through: Through;
  readonly set?: Partial<Pick<Referral, 'receivedExternalId' | 'trouble' | 'takesSlot'>>;
  readonly detail?: string;
  /** When it happened over there, where the marketplace says so. */
  readonly happenedAt?: Date;
}

/**
 * Moves a referral forward, counts it and tells everybody; null when it is past that or gone.
 * @param only the one status that it may have; any that leads there when absent, but for a failure: lifting one changes
 * the invite as well
 */
export function advanceReferral(ports: Ports, ref: Ref, step: Step, only?: 'failed'): Promise<Referral | null> {
  const at = ports.clock.now();
  return ports.referrals.advance(ref, {
    from: only ? [only] : statusesBefore(step.to).filter((status) => status !== 'failed'),
    set: { ...step.set, status: step.to },
    ...(only && { unset: ['trouble'] }),
    line: {
      at,
      who: step.who,
      what: step.to,
      through: step.through,
      ...(step.happenedAt && { happenedAt: step.happenedAt }),
      ...(step.detail && { detail: step.detail }),
    },
    work: [todo('announce-referral', at), todo('keep-tallies', at)],
  });
}
