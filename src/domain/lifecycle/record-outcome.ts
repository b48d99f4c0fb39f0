import { type Ref, todo } from '../model/outbox-work.js';
import type { Milestone } from '../model/referral/milestones.js';
import type { Outcome, Referral } from '../model/referral/referral.js';
import { hasArrived, statusesBefore } from '../model/referral/transitions.js';
import { countedEvents } from '../model/tally/ledger-entries.js';
import type { Ports } from '../ports.js';
import { confirmForwarded, INFERRED } from './confirm-forwarded.js';
import { advanceOrLift } from './lift-failure.js';

/** The referral that a report is about. `inferred`: only its job and its colleague say so. */
export interface Attributed extends Ref {
  /** The referral, where the caller has just read it. */
  readonly referral?: Referral | undefined;
  readonly inferred?: true | undefined;
}

const detailOf = ({ inferred }: Attributed) => (inferred ? { detail: INFERRED } : {});

/** A change of a referral that is not written yet. */
export type Change = () => Promise<void>;

/**
 * Records an outcome that the marketplace reports. Late and repeated reports change nothing; any report lifts a
 * failure.
 */
export const recordReferralOutcome = async (...given: Parameters<typeof outcomeOf>): Promise<void> =>
  (await outcomeOf(...given))?.();

/** Computes the change of `recordReferralOutcome`. @returns the change to write; undefined where there is none */
export async function outcomeOf(
  ports: Ports,
  ref: Attributed,
  outcome: Outcome,
  happenedAt: Date,
): Promise<Change | undefined> {
  const known = ref.referral ?? (await ports.referrals.get(ref));
  if (!known || !statusesBefore(outcome).includes(known.status)) return undefined;
  const step = { to: outcome, who: 'marketplace', through: 'webhook', happenedAt, ...detailOf(ref) } as const;
  return async () => void (await advanceOrLift(ports, ref, step));
}

/** Records a milestone, such as `viewed`, once. Any milestone proves that the referral has arrived. */
export const recordMilestone = async (...given: Parameters<typeof milestoneOf>): Promise<void> =>
  (await milestoneOf(...given))?.();

/**
 * Computes the change of `recordMilestone`; that the referral has arrived is recorded at once.
 * @returns as `outcomeOf`
 */
export async function milestoneOf(
  ports: Ports,
  ref: Attributed,
  milestone: Milestone,
  happenedAt: Date,
): Promise<Change | undefined> {
  const known = ref.referral ?? (await ports.referrals.get(ref));
  const word = { who: 'marketplace', through: 'webhook', happenedAt } as const;
  if (known?.milestones.includes(milestone)) return undefined;
  if (known && !hasArrived(known.status)) await confirmForwarded(ports, known, word);
  const at = ports.clock.now();
  const line = { at, what: milestone, ...word, ...detailOf(ref) };
  const counts =
    !known || countedEvents(known).length < countedEvents({ ...known, history: [...known.history, line] }).length;
  const work = [todo('announce-referral', at), ...(counts ? [todo('keep-tallies', at)] : [])];
  return async () => void (await ports.referrals.addMilestone(ref, milestone, line, work));
}
