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
