const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Sixteen delays in milliseconds, which add up to 72 hours and 3 minutes: a service may be away for a long weekend.
 * Small first delays keep the wait after a short outage short.
 */
export const RETRY_DELAYS: readonly number[] = [
  5 * SECOND,
  15 * SECOND,
  45 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  40 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
];

/** The share that a random jitter may add to a delay, so that work that failed together does not return together. */
export const JITTER = 0.2;

/** The most milliseconds for which work is retried: all delays, each with the most jitter. */
export const RETRIED_FOR_MS = RETRY_DELAYS.reduce((sum, delay) => sum + delay, 0) * (1 + JITTER);

/**
 * Returns the wait after a failure.
 * @param failures how often the work has failed, this time included: at least 1.
 * @param random from 0 up to 1.
 * @returns milliseconds, never less than the delay; null after the last delay.
 */
export function retryDelay(retryDelays: readonly number[], failures: number, random: number): number | null {
  const step = retryDelays[failures - 1];
  return step === undefined ? null : Math.round(step * (1 + JITTER * random));
}
