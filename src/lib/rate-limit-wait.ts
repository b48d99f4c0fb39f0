const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** Milliseconds to wait where a rate-limiting service does not say how long, or in an unknown form. */
const DEFAULT_MS = 30 * SECOND_MS;

/**
 * The longest wait before a service is called again, in milliseconds, so that one answer cannot stop all calls for a
 * day.
 */
export const LONGEST_WAIT_MS = 60 * 60 * SECOND_MS;

/** Milliseconds from which a value is read as Unix time and not as a wait. */
const NO_WAIT_MS = 366 * DAY_MS;

const bounded = (ms: number): number => Math.min(Math.max(ms, SECOND_MS), LONGEST_WAIT_MS);

/**
 * Returns the milliseconds to wait for a service that asked for `seconds`: at least a second and at most an hour. Unix
 * time of these days, which some services send instead, is waited for; the default where `seconds` is no number from 0
 * on.
 */
export function waitFor(seconds: number, now: Date): number {
  if (!(seconds >= 0)) return DEFAULT_MS;
  const ms = seconds * SECOND_MS;
  const untilThen = ms - now.getTime();
  return bounded(ms > NO_WAIT_MS && untilThen > -DAY_MS && untilThen <= NO_WAIT_MS ? untilThen : ms);
}

const DELTA_SECONDS = /^\d+$/;

/** The three forms of an HTTP date that a recipient must read (RFC 9110, 5.6.7). */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * Returns the wait that a `Retry-After` asks for, in milliseconds (RFC 9110, 10.2.3: seconds as digits, or an HTTP
 * date): at least a second, also for a date in the past, and at most an hour; the default where it says anything else.
 */
export function retryAfterMs(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  if (DELTA_SECONDS.test(text)) return waitFor(Number(text), now);
  const at = dateIn(text);
  return Number.isNaN(at) ? DEFAULT_MS : bounded(at - now.getTime());
}

/** Returns the milliseconds since 1970 of an HTTP date; NaN for any other text. */
function dateIn(text: string): number {
  if (IMF_FIXDATE.test(text) || RFC_850.test(text)) return Date.parse(text);
  return ASCTIME.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
}
