import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  nudgeTimes,
  type WorkingHours,
  workingMoment,
} from '../../../../../src/domain/model/reminding/reminder-times.js';

const hours = (given: Partial<WorkingHours> = {}): WorkingHours => ({
  timeZone: 'Europe/Oslo',
  from: 9,
  to: 18,
  days: [1, 2, 3, 4, 5],
  ...given,
});

const moment = (text: string) => new Date(Temporal.ZonedDateTime.from(text).epochMilliseconds);
const local = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
const shown = (at: Date, timeZone: string) =>
  local(at, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });

describe('the first working moment', () => {
  test.each([
    ['within the hours is now', '2026-11-25T10:30', '2026-11-25T10:30'],
    ['at the very beginning is now', '2026-11-25T09:00', '2026-11-25T09:00'],
    ['before the hours is their beginning', '2026-11-25T03:15', '2026-11-25T09:00'],
    ['at the very end is the next morning', '2026-11-25T18:00', '2026-11-26T09:00'],
    ['after the hours is the next morning', '2026-11-25T23:59', '2026-11-26T09:00'],
    ['on a Friday night is Monday morning', '2026-11-27T20:00', '2026-11-30T09:00'],
    ['on a Sunday noon is Monday morning', '2026-11-29T12:00', '2026-11-30T09:00'],
    ['before the clocks go back is the day after', '2026-10-24T20:00', '2026-10-26T09:00'],
    ['before the clocks go forward is the day after', '2026-03-28T20:00', '2026-03-30T09:00'],
  ])('%s', (_, at, expected) => {
    expect(shown(workingMoment(moment(`${at}[Europe/Oslo]`), hours()), 'Europe/Oslo')).toBe(expected);
  });

  test('on a day that changes its clocks is at the hour of that day', () => {
    const everyDay = hours({ days: [1, 2, 3, 4, 5, 6, 7] });
    const night = (day: string) => workingMoment(moment(`${day}T00:30[Europe/Oslo]`), everyDay);
    expect(night('2026-10-25')).toEqual(moment('2026-10-25T09:00+01:00[Europe/Oslo]'));
    expect(night('2026-03-29')).toEqual(moment('2026-03-29T09:00+02:00[Europe/Oslo]'));
  });

  test.each([
    ['Europe/Oslo', { from: 2, to: 3 }, '2026-03-29T00:30', '2026-03-30T02:00'],
    ['Antarctica/Troll', { from: 1, to: 3 }, '2026-03-29T00:30', '2026-03-30T01:00'],
    ['Pacific/Chatham', { from: 2, to: 4 }, '2026-09-27T00:30', '2026-09-27T02:00'],
    ['Africa/Cairo', { from: 0, to: 1 }, '2026-04-23T12:00', '2026-04-25T00:00'],
  ])('in %s with the hours %j, some of which the clocks skip, is within them', (timeZone, span, at, expected) => {
    const everyDay = hours({ timeZone, ...span, days: [1, 2, 3, 4, 5, 6, 7] });
    expect(shown(workingMoment(moment(`${at}[${timeZone}]`), everyDay), timeZone)).toBe(expected);
  });

  test('is in the member’s own zone', () => {
    const noonInOslo = moment('2026-11-25T12:00[Europe/Oslo]');
    const zones = {
      'America/Los_Angeles': '2026-11-25T09:00',
      'Asia/Tokyo': '2026-11-26T09:00',
      'Asia/Kolkata': '2026-11-25T16:30',
    };
    for (const [timeZone, expected] of Object.entries(zones))
      expect(shown(workingMoment(noonInOslo, hours({ timeZone })), timeZone)).toBe(expected);
  });

  test('is now where no hours are set', () => {
    const night = moment('2026-11-29T03:00[Europe/Oslo]');
    expect(workingMoment(night, hours({ days: [] }))).toEqual(night);
    expect(workingMoment(night, hours({ from: 9, to: 9 }))).toEqual(night);
  });

  test('is always within the hours, never early, and stays where it is', () => {
    const zone = fc.constantFrom(
      'Europe/Oslo',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Chatham',
      'America/Sao_Paulo',
      'Africa/Cairo',
      'UTC',
    );
    const date = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
    fc.assert(
      fc.property(
        date,
        zone,
        days,
        fc.integer({ min: 5, max: 11 }),
        fc.integer({ min: 1, max: 12 }),
        (at, timeZone, days, from, long) => {
          const plan = hours({ timeZone, days, from, to: from + long });
          const then = workingMoment(at, plan);
          const there = local(then, timeZone);
          expect(then.getTime()).toBeGreaterThanOrEqual(at.getTime());
          expect(days).toContain(there.dayOfWeek);
          expect(there.hour).toBeGreaterThanOrEqual(from);
          expect(there.hour).toBeLessThan(from + long);
          expect(workingMoment(then, plan)).toEqual(then);
          expect(then.getTime() - at.getTime()).toBeLessThan(8 * 24 * 3_600_000);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the times of the reminders', () => {
  const times = (given: Partial<Parameters<typeof nudgeTimes>[0]>) =>
    nudgeTimes({
      invitedAt: moment('2026-11-25T10:00[Europe/Oslo]'),
      afterHours: [4, 12, 20],
      hours: hours(),
      ...given,
    }).map((at) => shown(at, 'Europe/Oslo'));

  test('are steps after the invite, moved into the hours; steps that meet are one', () => {
    expect(times({})).toEqual(['2026-11-25T14:00', '2026-11-26T09:00']);
    expect(times({ invitedAt: moment('2026-11-27T10:00[Europe/Oslo]') })).toEqual([
      '2026-11-27T14:00',
      '2026-11-30T09:00',
    ]);
    expect(times({ afterHours: [1, 2, 3] })).toEqual(['2026-11-25T11:00', '2026-11-25T12:00', '2026-11-25T13:00']);
  });

  test('end before the deadline', () => {
    expect(times({ expiresAt: moment('2026-11-26T09:00[Europe/Oslo]') })).toEqual(['2026-11-25T14:00']);
    expect(times({ expiresAt: moment('2026-11-25T14:00[Europe/Oslo]') })).toEqual([]);
  });

  test('are none when reminders are off', () => expect(times({ afterHours: [] })).toEqual([]));

  test('count hours that pass, also in the night of 25 hours', () => {
    const everyDay = hours({ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 24 });
    const invitedAt = moment('2026-10-24T23:00[Europe/Oslo]');
    expect(times({ invitedAt, afterHours: [12], hours: everyDay })).toEqual(['2026-10-25T10:00']);
  });
});
