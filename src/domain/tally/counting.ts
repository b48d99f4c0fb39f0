import type { Referral, ReferralStatus } from '../referral/referral.js';
import { impliedBy, REFERRAL_NEXT } from '../referral/transitions.js';
import { periodsOf } from './periods.js';
import { type Count, type LedgerEntry, type Move, TEAM } from './tally.js';

interface Counted {
  readonly event: ReferralStatus;
  readonly at: Date;
}

/** What the referrer's and the colleague's counts gain by each event; the team's row follows the referrer's. */
const GAINS: Partial<Record<ReferralStatus, { from?: readonly Count[]; to?: readonly Count[] }>> = {
  held: { from: ['sent'] },
  undone: { from: ['undone'] },
  forwarded: { from: ['forwarded'], to: ['received'] },
  accepted: { from: ['accepted'], to: ['receivedAccepted'] },
  hired: { from: ['hired'], to: ['receivedHired'] },
  declined: { from: ['declined'] },
  expired: { from: ['expired'] },
  withdrawn: { from: ['withdrawn'] },
  failed: { from: ['failed'] },
};

/** The events of a referral that count, each once, with those that a later one implies. */
export function countedEvents(referral: Pick<Referral, 'history'>): Counted[] {
  const seen = new Map<ReferralStatus, Counted>();
  for (const { what, at } of referral.history) {
    for (const event of [...impliedBy(what as ReferralStatus), what as ReferralStatus]) {
      if (GAINS[event] && !seen.has(event)) seen.set(event, { event, at });
    }
  }
  return [...seen.values()];
}

/**
 * The ledger entry of one event. What was undone is no longer sent, and what a further outcome overruled never was:
 * that goes down where it went up.
 */
export function entryOf(referral: Referral, { event, at }: Counted, timeZone: string): LedgerEntry {
  const gains = GAINS[event] ?? {};
  const periods = periodsOf(at, timeZone);
  const to = referral.to.slackUserId;
  const moves = [
    ...movesFrom(referral, gains.from, periods, 1),
    ...(to ? movesFor(to, gains.to ?? [], periods, 1) : []),
    ...(event === 'undone' ? movesFrom(referral, ['sent'], periodsOf(referral.createdAt, timeZone), -1) : []),
    ...overruled(referral, event, timeZone),
  ];
  return { id: `${referral.id}:${event}`, tenantId: referral.tenantId, referralId: referral.id, event, at, moves };
}

const movesFor = (member: string, counts: readonly Count[], periods: readonly string[], by: number): Move[] =>
  counts.flatMap((count) => periods.map((period) => ({ member, period, count, by })));

const movesFrom = ({ from }: Referral, counts: readonly Count[] = [], periods: readonly string[], by: number): Move[] =>
  [from.slackUserId, TEAM].flatMap((member) => movesFor(member, counts, periods, by));

/** Outcomes that a further one may overrule. */
const CLOSINGS: readonly string[] = ['withdrawn', 'expired', 'declined'] satisfies ReferralStatus[];

function overruled(referral: Referral, event: ReferralStatus, timeZone: string): Move[] {
  const path = referral.history.filter(({ what }) => what in REFERRAL_NEXT);
  const before = path[path.findIndex(({ what }) => what === event) - 1];
  if (!before || !CLOSINGS.includes(before.what)) return [];
  return movesFrom(referral, GAINS[before.what as ReferralStatus]?.from, periodsOf(before.at, timeZone), -1);
}
