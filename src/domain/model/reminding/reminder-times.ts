import { Temporal } from 'temporal-polyfill';

/** The hours in which a member may be reminded. */
export interface WorkingHours {
  /** IANA name. */
  readonly timeZone: string;
  /** Whole hours of the day, `from` before `to`. */
  readonly from: number;
  readonly to: number;
  /** ISO days, Monday is 1. */
  readonly days: readonly number[];
}

/** Returns the first moment at or after `at` within the working hours, also across a change of daylight saving time. */
export function workingMoment(at: Date, { timeZone, from, to, days }: WorkingHours): Date {
  let moment = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  if (days.length === 0 || from >= to) return at;
  const opening = (day: Temporal.ZonedDateTime) =>
    day.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour: from } });
  if (moment.hour < from) moment = opening(moment);
  // the clocks may skip all of a day's hours
  while (moment.hour >= to || !days.includes(moment.dayOfWeek)) moment = opening(moment.add({ days: 1 }));
  return new Date(moment.epochMilliseconds);
}

/** The input for the reminders of one invite. */
export interface NudgePlan {
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  /** Hours after the invite, ascending. */
  readonly afterHours: readonly number[];
  readonly hours: WorkingHours;
}

/**
 * Returns the times at which an unanswered invite is reminded of, each moved into the working hours. Equal times count
 * once, and there are none after the deadline.
 */
export function nudgeTimes({ invitedAt, expiresAt, afterHours, hours }: NudgePlan): Date[] {
  const times = afterHours.map((after) =>
    workingMoment(new Date(invitedAt.getTime() + after * 3_600_000), hours).getTime(),
  );
  return [...new Set(times)].filter((time) => !expiresAt || time < expiresAt.getTime()).map((time) => new Date(time));
}
