import type { HistoryLine } from '../history-line.js';
import type { Referral, ReferralStatus } from '../referral/referral.js';
import { impliedBy, REFERRAL_NEXT } from '../referral/transitions.js';
import { periodsOf } from './periods.js';
import { type Count, type LedgerEntry, type Move, TEAM } from './tally.js';

/** An event that counts: a status, or a view of the colleague's proposal. */
type CountedEvent = ReferralStatus | 'viewed';

interface Counted {
  readonly event: CountedEvent;
  readonly at: Date;
}

/** The counts that each event adds to the referrer and the colleague; the team's row follows the referrer's. */
const GAINS: Partial<Record<CountedEvent, { from?: readonly Count[]; to?: readonly Count[] }>> = {
  held: { from: ['sent'] },
  undone: { from: ['undone'] },
  forwarded: { from: ['forwarded'], to: ['received'] },
  viewed: { from: ['seen'] },
  accepted: { from: ['accepted'], to: ['receivedAccepted'] },
  hired: { from: ['hired'], to: ['receivedHired'] },
  declined: { from: ['declined'] },
  expired: { from: ['expired'] },
  withdrawn: { from: ['withdrawn'] },
  failed: { from: ['failed'] },
};

/**
 * Returns the events of a referral that are counted, each once, including implied ones. An event counts at the time it
 * happened, even if it was reported late; an implied event at the time of the event that implies it.
 */
export function countedEvents(referral: Pick<Referral, 'history' | 'createdAt'>): Counted[] {
  const seen = new Map<CountedEvent, Counted>();
  for (const line of referral.history) {
    const at = timeOf(line, referral);
    for (const event of withImplied(line.what)) if (GAINS[event] && !seen.has(event)) seen.set(event, { event, at });
  }
  return [...seen.values()];
}

/** Limits the marketplace's time to between the referral's creation and the report. */
function timeOf({ at, happenedAt = at }: HistoryLine, { createdAt }: Pick<Referral, 'createdAt'>): Date {
  if (happenedAt >= at) return at;
  return happenedAt < createdAt ? createdAt : happenedAt;
}

/** Statuses that imply a view of the invitation, so that the funnel from referred to hired never widens. */
const SEEN: readonly string[] = ['accepted', 'hired', 'declined'] satisfies ReferralStatus[];

function withImplied(what: string): readonly CountedEvent[] {
  if (what === 'viewed') return ['forwarded', 'viewed'];
  if (!(what in REFERRAL_NEXT)) return [];
  const path = [...impliedBy(what as ReferralStatus), what as ReferralStatus];
  return SEEN.includes(what) ? ['forwarded', 'viewed', ...path] : path;
}

/**
 * Makes the ledger entry of one event. An undo, and an outcome that supersedes another, reverse the earlier counts in
 * the periods where they were added.
 * @param before the referral's entries so far; they name these periods, since the time zone may have changed
 */
export function entryOf(
  referral: Referral,
  { event, at }: Counted,
  timeZone: string,
  before: readonly LedgerEntry[],
): LedgerEntry {
  const gains = GAINS[event] ?? {};
  const periods = periodsOf(at, timeZone);
  const to = referral.to.slackUserId;
  const moves = [
    ...[referral.from.slackUserId, TEAM].flatMap((member) => movesFor(member, gains.from ?? [], periods)),
    ...(to ? movesFor(to, gains.to ?? [], periods) : []),
    ...reversal(event === 'undone' ? 'held' : overruledBy(referral, event), before),
  ];
  return { id: `${referral.id}:${event}`, tenantId: referral.tenantId, referralId: referral.id, event, at, moves };
}

/** Tells whether an event reverses the counts of an earlier one: then its entry depends on the earlier entry. */
export const isReversing = (referral: Pick<Referral, 'history'>, event: string): boolean =>
  event === 'undone' || overruledBy(referral, event) !== undefined;

const movesFor = (member: string, counts: readonly Count[], periods: readonly string[]): Move[] =>
  counts.flatMap((count) => periods.map((period) => ({ member, period, count, by: 1 })));

/** Reverses the counts that an event added for the referrer and the team. */
function reversal(event: CountedEvent | undefined, before: readonly LedgerEntry[]): Move[] {
  const given = (event && GAINS[event]?.from) ?? [];
  const moves = before.find((entry) => entry.event === event)?.moves ?? [];
  return moves.filter(({ count, by }) => by > 0 && given.includes(count)).map((move) => ({ ...move, by: -move.by }));
}

/** Statuses that a later one may supersede: an outcome, or a failure that the marketplace's report lifts. */
const CLOSINGS: readonly ReferralStatus[] = ['expired', 'withdrawn', 'declined', 'failed'];

function overruledBy({ history }: Pick<Referral, 'history'>, event: string): ReferralStatus | undefined {
  const path = history.filter(({ what }) => what in REFERRAL_NEXT);
  const before = path[path.findIndex(({ what }) => what === event) - 1]?.what;
  return CLOSINGS.find((closing) => closing === before);
}
