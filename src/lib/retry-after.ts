const SECOND = 1000;

/** The wait where a service that limits us does not say how long, or says it in no known form. */
const DEFAULT_MS = 30 * SECOND;

/** The longest wait before a service is asked again, whatever it said: one answer must not silence it for a day. */
export const LONGEST_WAIT_MS = 60 * 60 * SECOND;

/** Longer than any limit lasts: what a point in time looks like when it is read as a number of seconds. */
const NO_WAIT_S = 366 * 24 * 60 * 60;

/**
 * How long to wait for a service that asked for `seconds`, in milliseconds: at least a second and at most an hour; the
 * default where `seconds` cannot be a wait.
 */
export function waitFor(seconds: number): number {
  if (!(seconds >= 0 && seconds <= NO_WAIT_S)) return DEFAULT_MS;
  return Math.min(Math.max(seconds * SECOND, SECOND), LONGEST_WAIT_MS);
}
