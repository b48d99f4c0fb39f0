import type { Through } from '../model/history-line.js';
import { type Ref, todo, type Work } from '../model/outbox-work.js';
import type { Referral, ReferralStatus } from '../model/referral/referral.js';
import { statusesBefore } from '../model/referral/transitions.js';
import type { Ports } from '../ports.js';

/** One transition of a referral, and its origin. */
export interface ReferralStep {
  readonly to: ReferralStatus;
  readonly who: string;
  readonly through: Through;
  readonly set?: Partial<Pick<Referral, 'inviteId' | 'receivedExternalId' | 'inferred' | 'trouble' | 'takesSlot'>>;
  /** Further work, besides counting and announcing. */
  readonly work?: readonly Work[];
  /** Items of the referral's work that end with the transition. */
  readonly ends?: readonly Work[];
  readonly detail?: string;
  /** Time of the change on the marketplace, by the marketplace's clock. */
  readonly happenedAt?: Date;
}

/**
 * Moves a referral to a later status and adds the work that counts and announces it. Null when the referral is past
 * that status or gone.
 * @param only the status that it must have; when absent, any status that leads there except `failed`, since lifting a
 * failure changes the invite too
 */
export function advanceReferral(
  ports: Ports,
  ref: Ref,
  step: ReferralStep,
  only?: 'held' | 'failed',
): Promise<Referral | null> {
  const at = ports.clock.now();
  return ports.referrals.advance(ref, {
    from: only ? [only] : statusesBefore(step.to).filter((status) => status !== 'failed'),
    set: { ...step.set, status: step.to },
    ...(only === 'failed' && { unset: ['trouble'] }),
    line: {
      at,
      who: step.who,
      what: step.to,
      through: step.through,
      ...(step.happenedAt && { happenedAt: step.happenedAt }),
      ...(step.detail && { detail: step.detail }),
    },
    work: [todo('announce-referral', at), todo('keep-tallies', at), ...(step.work ?? [])],
    ...(step.ends && { ends: step.ends }),
  });
}
