import { Temporal } from 'temporal-polyfill';

/** When somebody may be reminded. */
export interface WorkingHours {
  /** IANA name. */
  readonly timeZone: string;
  /** Whole hours of the day, `from` before `to`. */
  readonly from: number;
  readonly to: number;
  /** ISO days, Monday is 1. */
  readonly days: readonly number[];
}

/** The first moment at or after `at` that lies in the working hours. Days on which the clock changes are days too. */
export function workingMoment(at: Date, { timeZone, from, to, days }: WorkingHours): Date {
  let moment = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  if (days.length === 0 || from >= to) return at;
  const opening = (day: Temporal.ZonedDateTime) =>
    day.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour: from } });
  if (moment.hour >= to) moment = opening(moment.add({ days: 1 }));
  else if (moment.hour < from) moment = opening(moment);
  while (!days.includes(moment.dayOfWeek)) moment = opening(moment.add({ days: 1 }));
  return new Date(moment.epochMilliseconds);
}

/** What the reminders of one invite are reckoned from. */
export interface NudgePlan {
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  /** Hours after the invite, ascending. */
  readonly afterHours: readonly number[];
  readonly hours: WorkingHours;
}

/**
 * When an unanswered invite is brought to mind: each step moved into the working hours; steps that fall together are
 * one, and none comes after the deadline.
 */
export function nudgeTimes({ invitedAt, expiresAt, afterHours, hours }: NudgePlan): Date[] {
  const times = afterHours.map((after) =>
    workingMoment(new Date(invitedAt.getTime() + after * 3_600_000), hours).getTime(),
  );
  return [...new Set(times)].filter((time) => !expiresAt || time < expiresAt.getTime()).map((time) => new Date(time));
}
