import { Temporal } from 'temporal-polyfill';

/** Returns the calendar day in a time zone, `2026-12-01`; in UTC where the zone is unknown. */
export function dayIn(timeZone: string | undefined, at: Date): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  try {
    return instant
      .toZonedDateTimeISO(timeZone ?? 'UTC')
      .toPlainDate()
      .toString();
  } catch {
    return instant.toZonedDateTimeISO('UTC').toPlainDate().toString();
  }
}

/** Returns the offset from UTC in a time zone at an instant, in minutes; 0 where the zone is unknown. */
export function offsetIn(timeZone: string | undefined, at: Date): number {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  try {
    return Math.round(instant.toZonedDateTimeISO(timeZone ?? 'UTC').offsetNanoseconds / 60e9);
  } catch {
    return 0;
  }
}
