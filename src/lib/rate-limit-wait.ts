const SECOND = 1000;

/** Milliseconds to wait where a rate-limiting service does not say how long, or in an unknown form. */
const DEFAULT_MS = 30 * SECOND;

/**
 * The longest wait before a service is called again, in milliseconds, so that one answer cannot stop all calls for a
 * day.
 */
export const LONGEST_WAIT_MS = 60 * 60 * SECOND;

/** Seconds from which a value is read as a point in time and not as a wait. */
const NO_WAIT_S = 366 * 24 * 60 * 60;

/**
 * Returns the milliseconds to wait for a service that asked for `seconds`: at least a second and at most an hour; the
 * default where `seconds` cannot be a wait.
 */
export function waitFor(seconds: number): number {
  if (!(seconds >= 0 && seconds <= NO_WAIT_S)) return DEFAULT_MS;
  return Math.min(Math.max(seconds * SECOND, SECOND), LONGEST_WAIT_MS);
}
