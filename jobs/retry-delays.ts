const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Sixteen steps that add up to 72 hours and 3 minutes, so that a service may be away for a long weekend. They begin
 * small and grow: after a short outage nobody waits much longer than it took.
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

/** How much longer than its step a wait may be: work that failed together does not come back together. */
export const JITTER = 0.2;

/**
 * How long to wait after a failure.
 * @param failures how often it failed, this time included: at least 1.
 * @param random from 0 up to 1.
 * @returns milliseconds, never less than the step; null when the retryDelays is over.
 */
export function retryDelay(retryDelays: readonly number[], failures: number, random: number): number | null {
  const step = retryDelays[failures - 1];
  return step === undefined ? null : Math.round(step * (1 + JITTER * random));
}
