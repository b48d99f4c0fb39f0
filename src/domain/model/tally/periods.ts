import { Temporal } from 'temporal-polyfill';
import { PERIOD_LENGTHS, type PeriodLength } from '../period-lengths.js';
import type { Period } from './tally.js';

const dayAt = (at: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

function periodOfDay(span: PeriodLength, day: Temporal.PlainDate): Period {
  switch (span) {
    case 'week':
      return `week:${day.subtract({ days: day.dayOfWeek - 1 })}`;
    case 'month':
      return `month:${day.toPlainYearMonth()}`;
    case 'quarter':
      return `quarter:${day.year}-Q${Math.ceil(day.month / 3)}`;
    case 'all':
      return 'all';
  }
}

/**
 * Returns the period of a span that contains a moment, in a time zone. Weeks begin on Monday (ISO 8601).
 * @param timeZone an IANA name; @throws RangeError when it is none
 */
export const periodOf = (span: PeriodLength, at: Date, timeZone: string): Period =>
  periodOfDay(span, dayAt(at, timeZone));

/** Returns the periods of all spans that contain a moment. */
export function periodsOf(at: Date, timeZone: string): Period[] {
  const day = dayAt(at, timeZone);
  return PERIOD_LENGTHS.map((span) => periodOfDay(span, day));
}
