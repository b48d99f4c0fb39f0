import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Referral, ReferralStatus } from '../../../../../src/domain/model/referral/referral.js';
import { countedEvents, entryOf } from '../../../../../src/domain/model/tally/ledger-entries.js';
import type { LedgerEntry, Move } from '../../../../../src/domain/model/tally/tally.js';
import { buildReferral } from '../../../../support/factories.js';
import { START } from '../../../../support/memory-ports.js';

const minute = (index: number) => new Date(START.getTime() + index * 60_000);
const through = (whats: readonly string[]) =>
  whats.map((what, index) => ({ at: minute(index), who: 'marketplace', what, through: 'webhook' }) as const);
const referred = (...whats: string[]): Referral => buildReferral({ id: 'r1', history: through(whats) });

const events = (...whats: string[]) => countedEvents(referred(...whats)).map(({ event }) => event);

function entriesOf(referral: Referral): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const event of countedEvents(referral)) entries.push(entryOf(referral, event, 'UTC', entries));
  return entries;
}

/** All counts of all time that the referral's entries add up to, by member. */
function sums(referral: Referral): Record<string, Record<string, number>> {
  const moves = entriesOf(referral).flatMap((entry) => entry.moves);
  const totals: Record<string, Record<string, number>> = {};
  for (const { member, count, by } of moves.filter(({ period }) => period === 'all')) {
    const of = totals[member] ?? {};
    totals[member] = { ...of, [count]: (of[count] ?? 0) + by };
  }
  return totals;
}

const without0 = (counts: Record<string, number> = {}) =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0));

describe('what counts', () => {
  test.each<[string[], string[]]>([
    [['held'], ['held']],
    [
      ['held', 'undone'],
      ['held', 'undone'],
    ],
    [['held', 'forwarding'], ['held']],
    [
      ['held', 'forwarding', 'awaiting-handoff', 'forwarded'],
      ['held', 'forwarded'],
    ],
    [
      ['held', 'forwarding', 'failed'],
      ['held', 'failed'],
    ],
    [
      ['held', 'forwarding', 'accepted'],
      ['held', 'forwarded', 'viewed', 'accepted'],
    ],
    [
      ['held', 'forwarding', 'hired'],
      ['held', 'forwarded', 'viewed', 'accepted', 'hired'],
    ],
    [
      ['held', 'forwarding', 'declined'],
      ['held', 'forwarded', 'viewed', 'declined'],
    ],
    [
      ['held', 'forwarding', 'expired'],
      ['held', 'forwarded', 'expired'],
    ],
    [
      ['held', 'forwarding', 'withdrawn'],
      ['held', 'forwarded', 'withdrawn'],
    ],
    [
      ['held', 'viewed', 'job-closed'],
      ['held', 'forwarded', 'viewed'],
    ],
    [['held', 'job-closed'], ['held']],
    [[], []],
  ])('of %j: %j', (whats, counted) => {
    expect(events(...whats)).toEqual(counted);
  });

  test('each once, at its first time', () => {
    const counted = countedEvents(referred('held', 'forwarded', 'viewed', 'accepted', 'accepted', 'hired'));
    expect(counted.map(({ event, at }) => [event, at])).toEqual([
      ['held', minute(0)],
      ['forwarded', minute(1)],
      ['viewed', minute(2)],
      ['accepted', minute(3)],
      ['hired', minute(5)],
    ]);
  });

  test.each([
    ['when it happened, however late it is told', minute(5), minute(90), minute(5)],
    ['when it was told, where it says no time', undefined, minute(90), minute(90)],
    ['when it was told, where the marketplace’s clock is ahead', minute(95), minute(90), minute(90)],
    ['not before the referral was made', minute(-5), minute(90), START],
  ])('%s', (_, happenedAt, at, counts) => {
    const line = {
      at,
      ...(happenedAt && { happenedAt }),
      who: 'marketplace',
      what: 'hired',
      through: 'webhook',
    } as const;
    const counted = countedEvents(buildReferral({ history: [line] }));
    expect(counted.map(({ event, at: time }) => [event, time])).toEqual(
      ['forwarded', 'viewed', 'accepted', 'hired'].map((event) => [event, counts]),
    );
  });

  test('what is implied counts at the time of what implies it', () => {
    const counted = countedEvents(referred('held', 'hired'));
    expect(counted.map(({ at }) => at)).toEqual([minute(0), ...Array(4).fill(minute(1))]);
  });
});

describe('a ledger entry', () => {
  const PERIODS = ['week:2026-11-23', 'month:2026-11', 'quarter:2026-Q4', 'all'];

  test('names its event, and moves the referrer, the team and the colleague in every period', () => {
    const referral = referred('held', 'forwarded');
    const moved = (member: string, count: Move['count']) => PERIODS.map((period) => ({ member, period, count, by: 1 }));
    expect(entryOf(referral, { event: 'forwarded', at: minute(1) }, 'UTC', [])).toEqual({
      id: 'r1:forwarded',
      tenantId: 'T1',
      referralId: 'r1',
      event: 'forwarded',
      at: minute(1),
      moves: [...moved('UANA', 'forwarded'), ...moved('*', 'forwarded'), ...moved('UBEN', 'received')],
    });
  });

  test.each<[ReferralStatus, object]>([
    ['held', { UANA: { sent: 1 }, '*': { sent: 1 } }],
    ['forwarded', { UANA: { forwarded: 1 }, '*': { forwarded: 1 }, UBEN: { received: 1 } }],
    ['accepted', { UANA: { accepted: 1 }, '*': { accepted: 1 }, UBEN: { receivedAccepted: 1 } }],
    ['hired', { UANA: { hired: 1 }, '*': { hired: 1 }, UBEN: { receivedHired: 1 } }],
    ['declined', { UANA: { declined: 1 }, '*': { declined: 1 } }],
    ['expired', { UANA: { expired: 1 }, '*': { expired: 1 } }],
    ['withdrawn', { UANA: { withdrawn: 1 }, '*': { withdrawn: 1 } }],
    ['failed', { UANA: { failed: 1 }, '*': { failed: 1 } }],
    ['forwarding', {}],
    ['awaiting-handoff', {}],
  ])('of %s moves %j', (event, expected) => {
    const totals: Record<string, Record<string, number>> = {};
    for (const { member, period, count, by } of entryOf(referred(event), { event, at: START }, 'UTC', []).moves)
      if (period === 'all') totals[member] = { ...totals[member], [count]: by };
    expect(totals).toEqual(expected);
  });

  test('for somebody outside counts nothing on their side', () => {
    const referral = {
      ...referred('forwarded'),
      to: { name: 'Dora', target: { by: 'person', personId: 'p' } },
    } as const;
    const members = entryOf(referral, { event: 'forwarded', at: START }, 'UTC', []).moves.map(({ member }) => member);
    expect(new Set(members)).toEqual(new Set(['UANA', '*']));
  });

  test('the periods are those of the tenant’s zone', () => {
    const at = new Date('2026-12-31T11:00:00.000Z');
    const periods = entryOf(referred('held'), { event: 'held', at }, 'Pacific/Auckland', []).moves.map(
      ({ period }) => period,
    );
    expect(periods.slice(0, 4)).toEqual(['week:2026-12-28', 'month:2027-01', 'quarter:2027-Q1', 'all']);
  });

  test('what was undone goes down where it went up, in the periods of the start', () => {
    const createdAt = new Date('2026-12-31T23:59:30.000Z');
    const at = new Date('2027-01-01T00:00:10.000Z');
    const referral = referred('held', 'undone');
    const held = entryOf(referral, { event: 'held', at: createdAt }, 'UTC', []);
    const { moves } = entryOf(referral, { event: 'undone', at }, 'UTC', [held]);
    const of = (member: string) =>
      moves.filter((move) => move.member === member).map(({ count, by, period }) => [count, by, period]);
    const expected = [
      ['undone', 1, 'week:2026-12-28'],
      ['undone', 1, 'month:2027-01'],
      ['undone', 1, 'quarter:2027-Q1'],
      ['undone', 1, 'all'],
      ['sent', -1, 'week:2026-12-28'],
      ['sent', -1, 'month:2026-12'],
      ['sent', -1, 'quarter:2026-Q4'],
      ['sent', -1, 'all'],
    ];
    expect(of('UANA')).toEqual(expected);
    expect(of('*')).toEqual(expected);
  });

  test('what a further outcome overruled goes down where it went up', () => {
    const history = [
      { at: new Date('2026-12-31T23:00:00Z'), who: 'marketplace', what: 'withdrawn', through: 'webhook' },
      { at: new Date('2027-01-01T01:00:00Z'), who: 'marketplace', what: 'viewed', through: 'webhook' },
      { at: new Date('2027-01-02T00:00:00Z'), who: 'marketplace', what: 'accepted', through: 'webhook' },
    ] as const;
    const referral = buildReferral({ history });
    const moves = entriesOf(referral).find(({ event }) => event === 'accepted')?.moves ?? [];
    const down = moves.filter(({ by }) => by < 0);
    expect(down).toEqual(
      ['UANA', '*'].flatMap((member) =>
        ['week:2026-12-28', 'month:2026-12', 'quarter:2026-Q4', 'all'].map((period) => ({
          member,
          period,
          count: 'withdrawn',
          by: -1,
        })),
      ),
    );
  });
});

describe('all entries together', () => {
  test.each<[string[], Record<string, number>]>([
    [['held', 'forwarded', 'hired'], { sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 }],
    [['held', 'undone'], { undone: 1 }],
    [['held', 'withdrawn', 'hired'], { sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 }],
    [['held', 'expired', 'withdrawn', 'declined', 'accepted'], { sent: 1, forwarded: 1, seen: 1, accepted: 1 }],
    [['held', 'withdrawn', 'declined'], { sent: 1, forwarded: 1, seen: 1, declined: 1 }],
    [['held', 'accepted', 'hired'], { sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 }],
    [['held', 'forwarding', 'failed'], { sent: 1, failed: 1 }],
    [['held', 'forwarding', 'failed', 'forwarded'], { sent: 1, forwarded: 1 }],
    [['held', 'failed', 'hired'], { sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 }],
    [['held', 'failed', 'withdrawn', 'declined'], { sent: 1, forwarded: 1, seen: 1, declined: 1 }],
  ])('of %j add up to %j', (whats, expected) => {
    expect(without0(sums(referred(...whats)).UANA)).toEqual(expected);
    expect(without0(sums(referred(...whats))['*'])).toEqual(expected);
  });

  test('the team’s counts are the referrer’s, and no count is below zero', () => {
    const outcomes = fc.subarray([
      'forwarding',
      'failed',
      'forwarded',
      'expired',
      'withdrawn',
      'declined',
      'accepted',
      'hired',
    ]);
    fc.assert(
      fc.property(outcomes, (whats) => {
        const totals = sums(referred('held', ...whats));
        expect(totals['*']).toEqual(totals.UANA);
        for (const counts of Object.values(totals)) {
          for (const value of Object.values(counts)) expect([0, 1]).toContain(value);
        }
      }),
    );
  });
});
