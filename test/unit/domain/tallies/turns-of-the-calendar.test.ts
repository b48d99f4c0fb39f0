import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PERIOD_LENGTHS } from '../../../../src/domain/model/period-lengths.js';
import { countedEvents, entryOf } from '../../../../src/domain/model/tally/ledger-entries.js';
import { TEAM } from '../../../../src/domain/model/tally/tally.js';
import { DEFAULT_SETTINGS } from '../../../../src/domain/model/tenant/tenant.js';
import { readDigest, weekBefore } from '../../../../src/domain/tallies/read-digest.js';
import { talliesOf } from '../../../../src/domain/tallies/read-my-referrals.js';
import { readTeamCounts } from '../../../../src/domain/tallies/read-team-counts.js';
import { readTrend } from '../../../../src/domain/tallies/read-trend.js';
import { nextDigest } from '../../../../src/domain/tallies/send-digests.js';
import { buildReferral } from '../../../support/factories.js';
import { ANA, agency } from '../../../support/populated-agency.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  ...['Pacific/Pago_Pago', 'Pacific/Honolulu', 'America/Los_Angeles', 'America/St_Johns', 'America/Santiago', 'UTC'],
  ...['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham'],
  'Pacific/Kiritimati',
];

/** Turns of a year with 53 and 52 weeks, and nights in which the clocks change north and south of the equator. */
const TURNS = [
  ...['2020-12-31', '2026-12-31', '2027-12-31', '2028-12-31', '2032-12-31'],
  ...['2026-03-28', '2026-10-24', '2026-04-04', '2026-09-26', '2026-11-01', '2027-03-13'],
];

/** The agency in a time zone, and one referral that was sent at `at`. */
async function sent(at: Date, timeZone: string) {
  const ports = await agency({ settings: { timeZone } });
  const referral = buildReferral({ createdAt: at, history: [{ at, who: 'UANA', what: 'held', through: 'slack' }] });
  const entries = countedEvents(referral).map((event) => entryOf(referral, event, timeZone, []));
  await ports.tallies.add(
    'T1',
    entries.flatMap(({ moves }) => moves),
  );
  const counts = async (now: Date) => {
    ports.clock.set(now);
    const [mine, ...team] = await Promise.all([
      talliesOf(ports, 'T1', 'UANA'),
      ...PERIOD_LENGTHS.map((span) => readTeamCounts(ports, ANA, span)),
    ]);
    const spans = PERIOD_LENGTHS.filter((span) => mine[span].sent === 1);
    expect(PERIOD_LENGTHS.filter((_, index) => team[index]?.team.sent === 1)).toEqual(spans);
    return spans;
  };
  const trend = async (now: Date) => {
    ports.clock.set(now);
    return readTrend(ports, 'T1', TEAM);
  };
  return { ports, counts, trend };
}

/** A moment's day by the calendar of a time zone, and that of its week's Monday. */
function calendar(at: Date, timeZone: string) {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  const noon = new Date(`${day}T12:00:00Z`);
  const monday = new Date(noon.getTime() - ((noon.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
  const [year, month] = day.split('-').map(Number) as [number, number];
  return { week: monday, month: day.slice(0, 7), quarter: `${year} ${Math.ceil(month / 3)}`, all: 'all' };
}

test.each([
  ['in the last minute of a year of 53 weeks', '2026-12-31T23:59', '2027-01-01T00:00', ['week', 'all']],
  ['on the last Sunday of week 53', '2027-01-03T23:59', '2027-01-04T00:00', ['month', 'quarter', 'all']],
  ['on the first of January, in week 53 of the year before', '2027-01-01T00:00', '2027-01-03T12:00', PERIOD_LENGTHS],
  ['in the last minute of a quarter', '2026-09-30T23:59', '2026-10-01T00:00', ['week', 'all']],
] as const)('what is sent %s counts by the calendar of each zone', async (_, local, later, spans) => {
  for (const [timeZone, offset] of [
    ['Pacific/Pago_Pago', '-11:00'],
    ['UTC', '+00:00'],
    ['Asia/Kathmandu', '+05:45'],
    ['Pacific/Kiritimati', '+14:00'],
  ] as const) {
    const { counts } = await sent(new Date(`${local}${offset}`), timeZone);
    expect([timeZone, await counts(new Date(`${later}${offset}`))]).toEqual([timeZone, spans]);
  }
});

test('a referral counts in the periods of its own day, and in one week of every trend and digest', async () => {
  const moment = fc
    .record({ turn: fc.constantFrom(...TURNS), minutes: fc.integer({ min: -4 * 24 * 60, max: 5 * 24 * 60 }) })
    .map(({ turn, minutes }) => new Date(Date.parse(`${turn}T12:00:00Z`) + minutes * 60_000));
  const later = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => minutes * 60_000);
  await fc.assert(
    fc.asyncProperty(moment, later, fc.constantFrom(...ZONES), async (at, afterMs, timeZone) => {
      const { ports, counts, trend } = await sent(at, timeZone);
      const now = new Date(at.getTime() + afterMs);
      const [then, today] = [calendar(at, timeZone), calendar(now, timeZone)];
      expect(await counts(now)).toEqual(PERIOD_LENGTHS.filter((span) => then[span] === today[span]));

      const weeks = await trend(now);
      const mondays = weeks.map(({ monday }) => Date.parse(`${monday}T00:00:00Z`));
      expect(weeks.at(-1)?.monday).toBe(today.week);
      expect(mondays.slice(1).map((monday, index) => monday - (mondays[index] ?? 0))).toEqual(Array(7).fill(7 * DAY));
      expect(weeks.filter((week) => week.counts.sent === 1).map(({ monday }) => monday)).toEqual([then.week]);

      const digest = nextDigest(at, 'T1', { ...DEFAULT_SETTINGS, timeZone });
      const due = calendar(digest, timeZone);
      expect(weekBefore(`week:${due.week}`)).toBe(`week:${then.week}`);
      expect((await readDigest(ports, 'T1', 'UANA', weekBefore(`week:${due.week}`))).week.sent).toBe(1);
      expect(digest.getTime() - at.getTime()).toBeLessThanOrEqual(8 * DAY);
      const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', weekday: 'short' }).format(digest);
      expect(hour).toMatch(/^Mon\W+09$/);
    }),
    { numRuns: 150 },
  );
});
