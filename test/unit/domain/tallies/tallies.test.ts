import { describe, expect, test } from '@jest/globals';
import { recordMilestone, recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import type { ReferralStatus } from '../../../../src/domain/model/referral/referral.js';
import { TEAM } from '../../../../src/domain/model/tally/tally.js';
import { DEFAULT_SETTINGS } from '../../../../src/domain/model/tenant/tenant.js';
import { readReferrals } from '../../../../src/domain/tallies/read-my-referrals.js';
import { readTeamCounts } from '../../../../src/domain/tallies/read-team-counts.js';
import { compare, rebuildTallies } from '../../../../src/domain/tallies/rebuild-tallies.js';
import { expectRefusal, twenty } from '../../../support/expect-refusal.js';
import { buildActor, buildProfile, buildReferral, buildTenant } from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { keepTallies } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, BEN } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const HOUR = 3_600_000;
const past = (...whats: ReferralStatus[]) =>
  whats.map((what, index) => ({ at: new Date(START.getTime() + index), who: 'UANA', what, through: 'slack' }) as const);

async function counted(...whats: ReferralStatus[]) {
  const ports = await agency();
  const referral = buildReferral({ id: 'r1', history: past(...whats), work: [todo('keep-tallies', START)] });
  await ports.referrals.insert(referral);
  const all = async (member = 'UANA') => (await ports.tallies.of('T1', member, ['all']))[0]?.counts;
  return { ports, referral, all };
}

describe('keeping tallies', () => {
  test('counts each event once, for the referrer, the colleague and the team', async () => {
    const { ports, referral, all } = await counted('held', 'forwarded', 'accepted');
    await keepTallies(ports, referral);
    await keepTallies(ports, referral);
    expect(await all()).toEqual({ sent: 1, forwarded: 1, seen: 1, accepted: 1 });
    expect(await all(TEAM)).toEqual(await all());
    expect(await all('UBEN')).toEqual({ received: 1, receivedAccepted: 1 });
    const entries = await ports.ledger.counted('T1', 'r1');
    expect(entries.map(({ event }) => event)).toEqual(['held', 'forwarded', 'viewed', 'accepted']);
  });

  test('plans the Homes that show the counts, of those who have opened theirs, even where one is planned already', async () => {
    const { ports, referral } = await counted('held', 'forwarded');
    await ports.members.configure('T1', 'UANA', { homeOpenedAt: START });
    const planned = todo('publish-home', new Date(START.getTime() + HOUR));
    await ports.members.addWork('T1', 'UANA', [planned]);
    await keepTallies(ports, referral);
    const [ana, ben] = await ports.members.ofIds('T1', ['UANA', 'UBEN']);
    expect([ana, ben].map((one) => one?.work.map(({ job }) => job))).toEqual([['publish-home', 'publish-home'], []]);
  });

  test('twenty times at once too', async () => {
    const { ports, referral, all } = await counted('held', 'hired');
    const { done } = await twenty(() => keepTallies(ports, referral));
    expect(done).toHaveLength(20);
    expect(await all()).toEqual({ sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 });
    expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
  });

  test('counts what came since the last time', async () => {
    const { ports, referral, all } = await counted('held');
    await keepTallies(ports, referral);
    const [line] = past('hired');
    await ports.referrals.advance(referral, { from: ['held'], set: {}, work: [], ...(line && { line }) });
    await keepTallies(ports, referral);
    expect(await all()).toEqual({ sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 });
  });

  test('after a write conflict an entry and its moves are there once, both', async () => {
    const { ports, referral, all } = await counted('held');
    ports.conflict(3);
    await keepTallies(ports, referral);
    expect(await all()).toEqual({ sent: 1 });
  });

  test('when the moves fail, the entry is not there either', async () => {
    const { ports, referral, all } = await counted('held');
    const broken = { ...ports, tallies: { ...ports.tallies, add: () => Promise.reject(new Error('no primary')) } };
    await expect(keepTallies(broken, referral)).rejects.toThrow('no primary');
    expect(await ports.ledger.counted('T1', 'r1')).toEqual([]);
    await keepTallies(ports, referral);
    expect(await all()).toEqual({ sent: 1 });
  });

  test('a process that dies at any step doubles nothing', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, referral, all } = await counted('held', 'forwarded', 'hired');
      await runOne('keep-tallies', referral, dying(ports));
      expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
      await runWork(ports, { withinMs: HOUR });
      expect(await all()).toEqual({ sent: 1, forwarded: 1, seen: 1, accepted: 1, hired: 1 });
      expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
    });
    expect(steps).toBeGreaterThan(12);
  });

  test('uses the tenant’s time zone, and UTC where there is none', async () => {
    const { ports, referral } = await counted('held');
    const at = new Date('2026-11-29T23:30:00Z');
    await ports.tenants.configure('T1', { timeZone: 'Europe/Oslo' });
    for (const tenantId of ['T1', 'T9']) {
      const one = { ...referral, id: `late-${tenantId}`, tenantId, history: [{ ...past('held')[0], at }] };
      await ports.referrals.insert({ ...one, takesSlot: false } as typeof referral);
      await keepTallies(ports, one);
    }
    const weeks = ['week:2026-11-23', 'week:2026-11-30'];
    const of = async (tenantId: string) =>
      (await ports.tallies.of(tenantId, 'UANA', weeks)).map(({ counts }) => counts);
    expect(await of('T1')).toEqual([{}, { sent: 1 }]);
    expect(await of('T9')).toEqual([{ sent: 1 }, {}]);
  });

  test.each(['undone', 'declined'] as const)(
    'takes back where it gave, although the time zone has changed before it was %s',
    async (status) => {
      const { ports, referral } = await counted();
      const gain = status === 'undone' ? 'held' : 'expired';
      const at = new Date('2026-11-29T23:30:00Z');
      const say = (what: string, when: Date) =>
        ports.referrals.advance(referral, {
          from: ['held'],
          set: {},
          line: { at: when, who: 'UANA', what, through: 'slack' },
          work: [],
        });
      await ports.tenants.configure('T1', { timeZone: 'Europe/Oslo' });
      await say(gain, at);
      await keepTallies(ports, referral);
      await ports.tenants.configure('T1', { timeZone: 'America/New_York' });
      await say(status, new Date(at.getTime() + 1000));
      await keepTallies(ports, referral);
      const rows = await ports.tallies.of('T1', 'UANA', ['week:2026-11-23', 'week:2026-11-30', 'all']);
      const count = status === 'undone' ? 'sent' : 'expired';
      expect(rows.map(({ counts }) => counts[count])).toEqual([undefined, 0, 0]);
    },
  );

  test('counts what the marketplace tells a month late in the month in which it happened', async () => {
    const { ports, referral } = await counted('held', 'forwarded');
    await ports.referrals.insert(buildReferral({ id: 'r2', status: 'forwarded', history: past('held', 'forwarded') }));
    const happenedAt = new Date('2026-11-30T20:00:00Z');
    ports.clock.set(new Date('2026-12-03T08:00:00Z'));
    await recordReferralOutcome(ports, { ...referral, id: 'r2' }, 'accepted', happenedAt);
    await recordMilestone(ports, { ...referral, id: 'r2' }, 'viewed', happenedAt);
    await runWork(ports);
    const rows = await ports.tallies.of('T1', 'UANA', ['month:2026-11', 'month:2026-12', 'all']);
    const counts = { sent: 2, forwarded: 2, seen: 1, accepted: 1 };
    expect(rows.map((row) => row.counts)).toEqual([counts, {}, counts]);
    expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual([]);
  });

  test('of nothing, or of another tenant’s, counts nothing', async () => {
    const { ports, all } = await counted('held');
    await keepTallies(ports, { tenantId: 'T1', id: 'none' });
    await keepTallies(ports, { tenantId: 'T2', id: 'r1' });
    expect(await all()).toEqual({});
    expect(await ports.tallies.all('T2')).toEqual([]);
  });
});

describe('reading my referrals', () => {
  test('gives the counts of the week, the month, the quarter and all time', async () => {
    const ports = await agency();
    for (const [id, at] of [
      ['this week', '2026-11-24T12:00:00Z'],
      ['this month', '2026-11-02T12:00:00Z'],
      ['long ago', '2026-01-01T12:00:00Z'],
    ] as const) {
      const history = [{ ...past('held')[0], at: new Date(at) }] as never;
      const referral = buildReferral({ id, status: 'forwarded', history, createdAt: new Date(at) });
      await ports.referrals.insert(referral);
      await keepTallies(ports, referral);
    }
    const { tallies, sent } = await readReferrals(ports, ANA);
    expect(tallies).toEqual({ week: { sent: 1 }, month: { sent: 2 }, quarter: { sent: 2 }, all: { sent: 3 } });
    expect(sent.map(({ id }) => id)).toEqual(['this week', 'this month', 'long ago']);
    expect((await readReferrals(ports, BEN)).received.map(({ id }) => id)).toEqual([
      'this week',
      'this month',
      'long ago',
    ]);
  });

  test('knows the week by the tenant’s zone', async () => {
    const ports = await agency();
    await ports.tallies.add('T1', [{ member: 'UANA', period: 'week:2026-11-30', count: 'sent', by: 7 }]);
    ports.clock.set(new Date('2026-11-29T23:30:00Z'));
    expect((await readReferrals(ports, ANA)).tallies.week).toEqual({ sent: 7 });
    await ports.tenants.configure('T1', { timeZone: 'UTC' });
    expect((await readReferrals(ports, ANA)).tallies.week).toEqual({});
    await ports.tallies.add('T9', [{ member: 'UANA', period: 'week:2026-11-23', count: 'sent', by: 5 }]);
    expect((await readReferrals(ports, buildActor({ tenantId: 'T9' }))).tallies.week).toEqual({ sent: 5 });
  });

  test('shows the latest five of each, all one’s own', async () => {
    const ports = await agency();
    const later = (index: number) => new Date(START.getTime() + index);
    for (let index = 0; index < 12; index += 1) {
      await ports.referrals.insert(buildReferral({ id: `r${index}`, status: 'forwarded', createdAt: later(index) }));
    }
    const mine = await readReferrals(ports, ANA);
    expect(mine.sent.map(({ id }) => id)).toEqual(['r11', 'r10', 'r9', 'r8', 'r7']);
    expect(mine.received).toEqual([]);
    expect(mine.more).toEqual({ sent: true, received: false });
    const bens = await readReferrals(ports, BEN);
    expect([bens.sent.length, bens.received.length]).toEqual([0, 5]);
    expect(bens.more).toEqual({ sent: false, received: true });
  });

  test('of another tenant shows nothing of this one', async () => {
    const { ports, referral } = await counted('held');
    await keepTallies(ports, referral);
    expect(await readReferrals(ports, buildActor({ tenantId: 'T2' }))).toEqual({
      tallies: { week: {}, month: {}, quarter: {}, all: {} },
      sent: [],
      received: [],
      more: { sent: false, received: false },
    });
  });
});

describe('reading the team', () => {
  const move = (member: string, period: string, by = 1) => ({ member, period, count: 'sent', by }) as const;

  const shown = async () => {
    const ports = await agency();
    const preferences = { ...DEFAULT_PREFERENCES, onLeaderboard: true };
    for (const id of ['UANA', 'UBEN', 'UCLEO']) await ports.members.configure('T1', id, { preferences });
    return ports;
  };

  test('gives the team’s counts and those of each member who chose so, by name', async () => {
    const ports = await shown();
    const moves = ['UCLEO', 'UANA', 'UBEN', TEAM].map((member, index) => move(member, 'all', index + 1));
    await ports.tallies.add('T1', moves);
    expect(await readTeamCounts(ports, ANA, 'all')).toEqual({
      team: { sent: 4 },
      members: [
        { name: 'Ana Lopez', slackUserId: 'UANA', counts: { sent: 2 } },
        { name: 'Ben Okoro', slackUserId: 'UBEN', counts: { sent: 3 } },
        { name: 'Cleo Marsh', slackUserId: 'UCLEO', counts: { sent: 1 } },
      ],
      unshown: 0,
    });
  });

  test.each([
    ['week', 'week:2026-11-23'],
    ['month', 'month:2026-11'],
    ['quarter', 'quarter:2026-Q4'],
    ['all', 'all'],
  ] as const)('by the present %s', async (span, period) => {
    const ports = await shown();
    await ports.tallies.add('T1', [move(TEAM, period, 3), move('UANA', period), move('UANA', 'week:2020-01-06', 9)]);
    expect(await readTeamCounts(ports, ANA, span)).toEqual({
      team: { sent: 3 },
      members: [{ name: 'Ana Lopez', slackUserId: 'UANA', counts: { sent: 1 } }],
      unshown: 0,
    });
  });

  test('drops nobody, however many there are: whoever is not shown is counted', async () => {
    const ports = await shown();
    const many = Array.from({ length: 300 }, (_, index) => `U${index}`);
    await ports.tallies.add(
      'T1',
      [...many, 'UANA', TEAM].map((member) => move(member, 'all')),
    );
    expect(await readTeamCounts(ports, ANA, 'all')).toEqual({
      team: { sent: 1 },
      members: [{ name: 'Ana Lopez', slackUserId: 'UANA', counts: { sent: 1 } }],
      unshown: 300,
    });
    const preferences = { ...DEFAULT_PREFERENCES, onLeaderboard: true };
    await ports.members.save(
      'T1',
      many.map((slackUserId) => buildProfile({ slackUserId })),
    );
    for (const id of many) await ports.members.configure('T1', id, { preferences });
    const { members, unshown } = await readTeamCounts(ports, ANA, 'all');
    expect([members.length, unshown]).toEqual([301, 0]);
  });

  test('a week begins by the tenant’s zone, or by UTC', async () => {
    const ports = await agency();
    ports.clock.set(new Date('2026-11-29T23:30:00Z'));
    await ports.tallies.add('T1', [move(TEAM, 'week:2026-11-30')]);
    await ports.tenants.install(buildTenant({ id: 'T9', installedBy: 'UANA', settings: DEFAULT_SETTINGS }));
    await ports.tallies.add('T9', [move(TEAM, 'week:2026-11-23')]);
    expect((await readTeamCounts(ports, ANA, 'week')).team).toEqual({ sent: 1 });
    expect((await readTeamCounts(ports, buildActor({ tenantId: 'T9' }), 'week')).team).toEqual({ sent: 1 });
  });

  test('somebody who is not known any more is not shown; nothing is an empty team', async () => {
    const ports = await agency();
    const nobody = { team: {}, members: [], unshown: 0 };
    expect(await readTeamCounts(ports, ANA, 'all')).toEqual(nobody);
    await ports.tallies.add('T1', [move('UGONE', 'all')]);
    expect(await readTeamCounts(ports, ANA, 'all')).toEqual({ ...nobody, unshown: 1 });
    await ports.tenants.install(buildTenant({ id: 'T2', installedBy: 'UANA' }));
    expect(await readTeamCounts(ports, buildActor({ tenantId: 'T2' }), 'all')).toEqual(nobody);
  });

  test('is for the team alone', async () => {
    const ports = await agency();
    const guest = buildActor({ slackUserId: 'UGUEST' });
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UGUEST', isGuest: true })]);
    await expectRefusal(readTeamCounts(ports, guest, 'all'), 'member.notOneOfUs');
    await expectRefusal(readTeamCounts(ports, buildActor({ slackUserId: 'UNEW' }), 'all'), 'member.notOneOfUs');
    await ports.tenants.configure('T1', { guests: true });
    expect((await readTeamCounts(ports, guest, 'all')).team).toEqual({});
  });
});

describe('rebuilding tallies', () => {
  const wrong = [
    { member: 'UANA', period: 'all', count: 'sent', by: 2 },
    { member: 'UZED', period: 'all', count: 'hired', by: 1 },
    { member: TEAM, period: 'all', count: 'forwarded', by: -1 },
  ] as const;

  test('reports what differs, and changes nothing unless it is told to', async () => {
    const { ports, referral } = await counted('held', 'forwarded');
    await keepTallies(ports, referral);
    await ports.tallies.add('T1', wrong);
    const differences = [
      { member: '*', period: 'all', count: 'forwarded', is: 0, shouldBe: 1 },
      { member: 'UANA', period: 'all', count: 'sent', is: 3, shouldBe: 1 },
      { member: 'UZED', period: 'all', count: 'hired', is: 1, shouldBe: 0 },
    ];
    expect(await rebuildTallies(ports, 'T1', { write: false })).toEqual(differences);
    expect(await rebuildTallies(ports, 'T1', { write: true })).toEqual(differences);
    expect(await rebuildTallies(ports, 'T1', { write: true })).toEqual([]);
    expect(await ports.tallies.all('T1')).toEqual(await ports.ledger.totals('T1'));
  });

  test('writes only where something differs, and only this tenant’s', async () => {
    const { ports, referral } = await counted('held');
    await keepTallies(ports, referral);
    await ports.tallies.add('T2', wrong);
    const replaced: string[] = [];
    const replaceAll = async (tenantId: string) => void replaced.push(tenantId);
    const watched = { ...ports, tallies: { ...ports.tallies, replaceAll } };
    expect(await rebuildTallies(watched, 'T1', { write: true })).toEqual([]);
    expect(replaced).toEqual([]);
    await rebuildTallies(watched, 'T2', { write: true });
    expect(replaced).toEqual(['T2']);
    expect(await ports.tallies.all('T2')).not.toEqual([]);
  });

  test('compares counts one by one: a missing one is 0', () => {
    const tally = (member: string, counts: object, period = 'all') => ({ tenantId: 'T1', member, period, counts });
    expect(compare([], [])).toEqual([]);
    expect(compare([tally('A', { sent: 0 })], [tally('B', { hired: 0 })])).toEqual([]);
    expect(compare([tally('A', { sent: undefined })], [])).toEqual([]);
    expect(
      compare([tally('B', { sent: 1 }), tally('A', { sent: 1 }, 'week:x')], [tally('A', { sent: 2 }, 'week:x')]),
    ).toEqual([
      { member: 'A', period: 'week:x', count: 'sent', is: 1, shouldBe: 2 },
      { member: 'B', period: 'all', count: 'sent', is: 1, shouldBe: 0 },
    ]);
  });
});
