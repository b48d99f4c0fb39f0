import { Temporal } from 'temporal-polyfill';
import { PERIOD_LENGTHS, type PeriodLength } from '../period-lengths.js';
import type { Period } from './tally.js';

/**
 * Returns the period of a span that contains a moment, in a time zone. Weeks begin on Monday (ISO 8601).
 * @param timeZone an IANA name; @throws RangeError when it is none
 */
export function periodOf(span: PeriodLength, at: Date, timeZone: string): Period {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
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

/** Returns the periods of all spans that contain a moment. */
export const periodsOf = (at: Date, timeZone: string): Period[] =>
  PERIOD_LENGTHS.map((span) => periodOf(span, at, timeZone));
