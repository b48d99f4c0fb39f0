import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { readMessageContent } from '../../../../src/domain/announcing/read-message-content.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { type Count, TEAM } from '../../../../src/domain/model/tally/tally.js';
import { DEFAULT_SETTINGS } from '../../../../src/domain/model/tenant/tenant.js';
import { readDigest, weekBefore } from '../../../../src/domain/tallies/read-digest.js';
import { readTeamCounts } from '../../../../src/domain/tallies/read-team-counts.js';
import { readTrend } from '../../../../src/domain/tallies/read-trend.js';
import { nextDigest, secondOf, sendDigests } from '../../../../src/domain/tallies/send-digests.js';
import { buildInvite, buildProfile } from '../../../support/factories.js';
import { ANA, agency } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const at = (text: string) => new Date(Temporal.ZonedDateTime.from(text).epochMilliseconds);
const move = (member: string, period: string, count: Count, by: number) => ({ member, period, count, by });
const THIS_WEEK = 'week:2026-11-23';
const LAST_WEEK = 'week:2026-11-16';

describe('the next digest is', () => {
  const ownMs = secondOf('T1') * 1000;
  const next = (now: string, timeZone: string) =>
    Temporal.Instant.fromEpochMilliseconds(
      nextDigest(at(`${now}[${timeZone}]`), 'T1', { ...DEFAULT_SETTINGS, timeZone }).getTime() - ownMs,
    )
      .toZonedDateTimeISO(timeZone)
      .toString({ smallestUnit: 'minute', timeZoneName: 'never' });

  test.each([
    ['on Monday at nine', '2026-11-25T12:00', 'Europe/Oslo', '2026-11-30T09:00+01:00'],
    ['a week later once it went out', '2026-11-23T09:00', 'Europe/Oslo', '2026-11-30T09:00+01:00'],
    ['the next morning on a Sunday', '2026-11-29T23:59', 'Europe/Oslo', '2026-11-30T09:00+01:00'],
    ['at nine after the clocks went back', '2026-10-21T12:00', 'Europe/Oslo', '2026-10-26T09:00+01:00'],
    ['at nine after the clocks went forward', '2026-03-25T12:00', 'Europe/Oslo', '2026-03-30T09:00+02:00'],
    ['at nine over there', '2026-11-25T12:00', 'America/Los_Angeles', '2026-11-30T09:00-08:00'],
  ])('%s', (_, now, timeZone, expected) => expect(next(now, timeZone)).toBe(expected));

  test('when the tenant’s day begins', () => {
    const early = { ...DEFAULT_SETTINGS, working: { from: 7, to: 15, days: [1] } };
    const { epochMilliseconds } = Temporal.Instant.from('2026-11-30T07:00Z');
    expect(nextDigest(at('2026-11-25T12:00[UTC]'), 'T1', early).getTime()).toBe(epochMilliseconds + ownMs);
  });

  test('spread over the hour: each tenant has a moment of its own, whenever it is asked', () => {
    const tenants = Array.from({ length: 1000 }, (_, n) => `T0${(n * 7919).toString(36).toUpperCase()}`);
    const monday = at('2026-11-30T09:00[UTC]').getTime();
    const moments = tenants.map((id) => nextDigest(at('2026-11-25T12:00[UTC]'), id).getTime() - monday);
    expect(tenants.map((id) => nextDigest(at('2026-11-26T08:00[UTC]'), id).getTime() - monday)).toEqual(moments);
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...moments)).toBeLessThan(3_600_000);
    const sixths = Array.from({ length: 6 }, (_, n) => moments.filter((ms) => Math.floor(ms / 600_000) === n).length);
    for (const count of sixths) expect(Math.abs(count - 1000 / 6)).toBeLessThan(50);
  });
});

/** Last week, Ana and Ben had something to do with referrals. */
async function lastWeek() {
  const ports = await agency();
  ports.clock.set(at('2026-11-23T09:00[Europe/Oslo]'));
  await ports.tallies.add('T1', [
    move('UANA', LAST_WEEK, 'sent', 2),
    move('UBEN', LAST_WEEK, 'received', 1),
    move(TEAM, LAST_WEEK, 'sent', 2),
    move('UANA', 'week:2026-11-09', 'sent', 1),
    move('UCLEO', THIS_WEEK, 'sent', 1),
  ]);
  const send = async () => {
    await sendDigests(ports, { tenantId: 'T1', id: 'T1' });
    await runWork(ports);
    return ports.sent.filter(({ content }) => content.kind === 'digest').map(({ channel }) => channel);
  };
  return { ports, send };
}

describe('the weekly digest', () => {
  test('goes to whoever had something to do, once', async () => {
    const { ports, send } = await lastWeek();
    expect((await send()).sort()).toEqual(['DANA', 'DBEN']);
    expect(await send()).toHaveLength(2);
    const anas = ports.sent.find(({ channel }) => channel === 'DANA');
    expect(anas?.content).toMatchObject({
      kind: 'digest',
      digest: { week: { sent: 2 }, before: { sent: 1 }, team: { sent: 2 }, openInvites: 0 },
    });
  });

  test('plans the next one', async () => {
    const { ports, send } = await lastWeek();
    await send();
    const planned = (await ports.tenants.get('T1'))?.work.filter(({ job }) => job === 'send-digests');
    expect(planned?.map((work) => work.at)).toEqual([
      new Date(at('2026-11-30T09:00[Europe/Oslo]').getTime() + secondOf('T1') * 1000),
    ]);
  });

  test.each([{ isDeactivated: true }, { isExternal: true }])(
    'is not sent to who has switched it off, nor to who is of the workspace no more: %j',
    async (gone) => {
      const { ports, send } = await lastWeek();
      await ports.members.configure('T1', 'UANA', { preferences: { ...DEFAULT_PREFERENCES, digest: false } });
      await ports.members.save('T1', [buildProfile({ slackUserId: 'UBEN', ...gone })]);
      expect(await send()).toEqual([]);
    },
  );

  test('is sent to nobody where the tenant has switched it off, and is planned all the same', async () => {
    const { ports, send } = await lastWeek();
    await ports.tenants.configure('T1', { digest: false });
    expect(await send()).toEqual([]);
    expect((await ports.tenants.get('T1'))?.work).toMatchObject([{ job: 'send-digests' }]);
  });

  test('waits for the morning of a time zone or a working day that was set since it was planned', async () => {
    const { ports, send } = await lastWeek();
    const planned = async () =>
      (await ports.tenants.get('T1'))?.work.flatMap((work) => (work.job === 'send-digests' ? [work.at] : []));
    const morning = (text: string) => new Date(at(text).getTime() + secondOf('T1') * 1000);
    await ports.tenants.configure('T1', { timeZone: 'America/Los_Angeles' });
    ports.clock.set(at('2026-11-23T02:00[America/Los_Angeles]'));
    expect(await send()).toEqual([]);
    expect(await planned()).toEqual([morning('2026-11-23T09:00[America/Los_Angeles]')]);
    ports.clock.set(morning('2026-11-23T09:00[America/Los_Angeles]'));
    expect((await send()).sort()).toEqual(['DANA', 'DBEN']);
    expect(await planned()).toContainEqual(morning('2026-11-30T09:00[America/Los_Angeles]'));
  });

  test('ends with an uninstall', async () => {
    const { ports, send } = await lastWeek();
    await ports.tenants.uninstall('T1', []);
    expect(await send()).toEqual([]);
    expect((await ports.tenants.get('T1'))?.work).toEqual([]);
    await sendDigests(ports, { tenantId: 'T2', id: 'T2' });
  });

  test('that is shown late is about its own week', async () => {
    const { ports } = await lastWeek();
    await sendDigests(ports, { tenantId: 'T1', id: 'T1' });
    ports.clock.set(at('2026-12-07T09:00[Europe/Oslo]'));
    const message = await ports.messages.get({ tenantId: 'T1', id: `digest.${LAST_WEEK}.UANA` });
    expect(message && (await readMessageContent(ports, message))).toMatchObject({ digest: { week: { sent: 2 } } });
  });

  test.each([3, 21])('counts all %i open invites, but no practice', async (many) => {
    const ports = await agency();
    for (let at = 0; at < many; at += 1) await ports.invites.insert(buildInvite());
    await ports.invites.insert(buildInvite({ practice: true }));
    expect(await readDigest(ports, 'T1', 'UANA', LAST_WEEK)).toEqual({
      week: {},
      before: {},
      team: {},
      openInvites: many,
    });
  });
});

test.each([
  ['week:2026-11-23', 'week:2026-11-16'],
  ['week:2027-01-04', 'week:2026-12-28'],
  ['week:2026-03-30', 'week:2026-03-23'],
])('before %s was %s', (week, before) => expect(weekBefore(week)).toBe(before));

describe('a trend', () => {
  test('is the last eight weeks, the oldest first, with nothing where nothing was', async () => {
    const { ports } = await lastWeek();
    const trend = await readTrend(ports, 'T1', 'UANA');
    expect(trend.map(({ monday }) => monday)).toEqual([
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ]);
    expect(trend.map(({ counts }) => counts.sent ?? 0)).toEqual([0, 0, 0, 0, 0, 1, 2, 0]);
    expect((await readTrend(ports, 'T1', TEAM)).at(-2)?.counts).toEqual({ sent: 2 });
  });

  test('begins its weeks in the tenant’s zone', async () => {
    const { ports } = await lastWeek();
    ports.clock.set(at('2026-11-30T00:30[Europe/Oslo]'));
    expect((await readTrend(ports, 'T1', 'UANA')).at(-1)?.monday).toBe('2026-11-30');
    await ports.tenants.configure('T1', { timeZone: 'America/New_York' });
    expect((await readTrend(ports, 'T1', 'UANA')).at(-1)?.monday).toBe('2026-11-23');
  });
});

describe('the team’s counts', () => {
  test('are for all; a member’s row is shown where they chose so, and without a name once they left', async () => {
    const { ports } = await lastWeek();
    ports.clock.set(at('2026-11-20T09:00[Europe/Oslo]'));
    const read = () => readTeamCounts(ports, ANA, 'week');
    expect(await read()).toEqual({ team: { sent: 2 }, members: [], unshown: 2 });
    const shown = { ...DEFAULT_PREFERENCES, onLeaderboard: true };
    for (const id of ['UANA', 'UBEN']) await ports.members.configure('T1', id, { preferences: shown });
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UBEN', name: 'Ben', isDeactivated: true })]);
    expect(await read()).toEqual({
      team: { sent: 2 },
      members: [
        { name: '', hasLeft: true, slackUserId: 'UBEN', counts: { received: 1 } },
        { name: 'Ana Lopez', slackUserId: 'UANA', counts: { sent: 2 } },
      ],
      unshown: 0,
    });
    await ports.members.configure('T1', 'UANA', { preferences: { ...shown, hidden: true } });
    expect(await read()).toMatchObject({ unshown: 1 });
  });

  test('of a quarter are the quarter’s', async () => {
    const { ports } = await lastWeek();
    await ports.tallies.add('T1', [
      move(TEAM, 'quarter:2026-Q4', 'hired', 4),
      move(TEAM, 'quarter:2026-Q3', 'hired', 9),
    ]);
    expect((await readTeamCounts(ports, ANA, 'quarter')).team).toEqual({ hired: 4 });
  });
});
