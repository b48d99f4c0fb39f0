import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PERIOD_LENGTHS } from '../../../../../src/domain/model/period-lengths.js';
import { periodOf, periodsOf } from '../../../../../src/domain/model/tally/periods.js';

/** Moments that mean different days, weeks, months, quarters or years in different places. */
const TABLE: readonly [at: string, zone: string, week: string, month: string, quarter: string][] = [
  // a Sunday ends its week, a Monday begins the next
  ['2026-11-22T23:59:59.999Z', 'UTC', '2026-11-16', '2026-11', '2026-Q4'],
  ['2026-11-23T00:00:00.000Z', 'UTC', '2026-11-23', '2026-11', '2026-Q4'],
  ['2026-11-22T23:00:00.000Z', 'Europe/Oslo', '2026-11-23', '2026-11', '2026-Q4'],
  ['2026-11-22T22:59:59.999Z', 'Europe/Oslo', '2026-11-16', '2026-11', '2026-Q4'],
  // the clocks go back in New York on Sunday the 1st of November 2026, when a week also ends
  ['2026-11-02T04:59:59.999Z', 'America/New_York', '2026-10-26', '2026-11', '2026-Q4'],
  ['2026-11-02T05:00:00.000Z', 'America/New_York', '2026-11-02', '2026-11', '2026-Q4'],
  ['2026-11-01T03:59:59.999Z', 'America/New_York', '2026-10-26', '2026-10', '2026-Q4'],
  ['2026-11-01T04:00:00.000Z', 'America/New_York', '2026-10-26', '2026-11', '2026-Q4'],
  // and forward in Oslo on Sunday the 29th of March 2026
  ['2026-03-29T21:59:59.999Z', 'Europe/Oslo', '2026-03-23', '2026-03', '2026-Q1'],
  ['2026-03-29T22:00:00.000Z', 'Europe/Oslo', '2026-03-30', '2026-03', '2026-Q1'],
  // a year ends in the middle of a week, and in Auckland half a day before
  ['2026-12-31T10:59:59.999Z', 'Pacific/Auckland', '2026-12-28', '2026-12', '2026-Q4'],
  ['2026-12-31T11:00:00.000Z', 'Pacific/Auckland', '2026-12-28', '2027-01', '2027-Q1'],
  ['2027-01-01T00:00:00.000Z', 'Pacific/Pago_Pago', '2026-12-28', '2026-12', '2026-Q4'],
  // a zone with half an hour, and one with a quarter
  ['2026-06-30T18:30:00.000Z', 'Asia/Kolkata', '2026-06-29', '2026-07', '2026-Q3'],
  ['2026-06-30T18:14:59.999Z', 'Asia/Kathmandu', '2026-06-29', '2026-06', '2026-Q2'],
  // a leap day
  ['2028-02-29T12:00:00.000Z', 'UTC', '2028-02-28', '2028-02', '2028-Q1'],
];

describe('the period of a moment', () => {
  test.each(TABLE)('%s in %s', (at, zone, week, month, quarter) => {
    expect(periodsOf(new Date(at), zone)).toEqual([`week:${week}`, `month:${month}`, `quarter:${quarter}`, 'all']);
  });

  test.each([
    ['01', 'Q1'],
    ['03', 'Q1'],
    ['04', 'Q2'],
    ['06', 'Q2'],
    ['07', 'Q3'],
    ['09', 'Q3'],
    ['10', 'Q4'],
    ['12', 'Q4'],
  ])('month %s is in %s', (month, quarter) => {
    expect(periodOf('quarter', new Date(`2026-${month}-15T12:00:00Z`), 'UTC')).toBe(`quarter:2026-${quarter}`);
  });

  test('a zone that is none is an error, not silently another', () => {
    // By its name: where Node brings Temporal along, its errors are of another realm than the test's
    const named = expect.objectContaining({ name: 'RangeError' });
    expect(() => periodOf('week', new Date(0), 'Nowhere/Land')).toThrow(named);
  });

  test('a week is seven days from a Monday on, wherever it is', () => {
    const zones = ['UTC', 'America/New_York', 'Europe/Oslo', 'Asia/Kolkata', 'Pacific/Auckland', 'America/St_Johns'];
    const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, timeZone) => {
        const begins = new Date(`${periodOf('week', at, timeZone).slice('week:'.length)}T00:00:00Z`);
        const day = new Date(`${new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)}T00:00:00Z`);
        expect(begins.getUTCDay()).toBe(1);
        const days = (day.getTime() - begins.getTime()) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThan(7);
      }),
    );
  });

  test('there are four spans', () => {
    expect(PERIOD_LENGTHS).toEqual(['week', 'month', 'quarter', 'all']);
  });
});
