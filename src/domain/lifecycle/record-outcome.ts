import type { Milestone } from '../model/referral/milestones.js';
import type { Outcome, Referral } from '../model/referral/referral.js';
import { hasArrived, statusesBefore } from '../model/referral/transitions.js';
import { countedEvents } from '../model/tally/counting.js';
import { type Ref, todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { confirmForwarded, INFERRED } from './confirm-forwarded.js';
import { advanceOrLift } from './lift-failure.js';

/** A referral that a report is about; `inferred` where nothing but its job and colleague says so. */
export interface Attributed extends Ref {
  /** The referral, where it was read a moment ago. */
  readonly referral?: Referral | undefined;
  readonly inferred?: true | undefined;
}

const detailOf = ({ inferred }: Attributed) => (inferred ? { detail: INFERRED } : {});

/** Records an outcome that the marketplace reports. Late and repeated reports change and write nothing; any lifts a failure. */
export async function recordReferralOutcome(
  ports: Ports,
  ref: Attributed,
  outcome: Outcome,
  happenedAt: Date,
): Promise<void> {
  const known = ref.referral ?? (await ports.referrals.get(ref));
  if (!known || !statusesBefore(outcome).includes(known.status)) return;
  const step = { to: outcome, who: 'marketplace', through: 'webhook', happenedAt, ...detailOf(ref) } as const;
  await advanceOrLift(ports, ref, step);
}

/** Records a milestone such as `viewed`, once. Any milestone proves that the referral has arrived. */
export async function recordMilestone(
  ports: Ports,
  ref: Attributed,
  milestone: Milestone,
  happenedAt: Date,
): Promise<void> {
  const known = ref.referral ?? (await ports.referrals.get(ref));
  const word = { who: 'marketplace', through: 'webhook', happenedAt } as const;
  if (known && !hasArrived(known.status)) await confirmForwarded(ports, known, word);
  const at = ports.clock.now();
  const line = { at, what: milestone, ...word, ...detailOf(ref) };
  const counts =
    !known || countedEvents(known).length < countedEvents({ ...known, history: [...known.history, line] }).length;
  const work = [todo('announce-referral', at), ...(counts ? [todo('keep-tallies', at)] : [])];
  await ports.referrals.addMilestone(ref, milestone, line, work);
}
