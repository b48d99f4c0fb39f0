import { Hopeless, isMisconfigured, PlaceReserved, Postponed, Refusal } from '../src/domain/model/errors.js';
import { retryDelay } from '../src/domain/model/retry-delays.js';
import { LONGEST_WAIT_MS } from '../src/lib/rate-limit-wait.js';
import { Interrupted } from './lease.js';

/** The next step for work whose verb threw an error. */
export type Action =
  /** The work waits, and no attempt is counted. All other work under the rate limit `block` waits as long. */
  | { readonly do: 'put-off'; readonly waitMs: number; readonly block: string }
  /** The work waits for its place under a rate limit, as if it had not been begun. */
  | { readonly do: 'wait'; readonly waitMs: number }
  /** The work waits as if it had not been begun. */
  | { readonly do: 'give-back'; readonly waitMs: number }
  | { readonly do: 'retry'; readonly waitMs: number }
  | { readonly do: 'give-up' };

/** Lower bound of a wait that a service asked for, in milliseconds. */
const SHORTEST_WAIT_MS = 1000;

/**
 * Decides by the error of a verb what happens to its work.
 * @param failures number of earlier failures
 * @param random from 0 up to 1
 */
export function decideAfterFailure(
  error: unknown,
  failures: number,
  retryDelays: readonly number[],
  random: number,
): Action {
  if (error instanceof Postponed) return putOff(error);
  if (error instanceof PlaceReserved) return { do: 'wait', waitMs: error.waitMs };
  if (error instanceof Interrupted) return { do: 'give-back', waitMs: error.againInMs };
  if (isFinal(error)) return { do: 'give-up' };
  const waitMs = retryDelay(retryDelays, failures + 1, random);
  return waitMs === null ? { do: 'give-up' } : { do: 'retry', waitMs };
}

const isFinal = (error: unknown): boolean =>
  error instanceof Hopeless || (error instanceof Refusal && !isMisconfigured(error));

function putOff({ retryAfterMs, limitKey }: Postponed): Action {
  const asked = Number.isFinite(retryAfterMs) ? retryAfterMs : SHORTEST_WAIT_MS;
  return { do: 'put-off', waitMs: Math.min(Math.max(asked, SHORTEST_WAIT_MS), LONGEST_WAIT_MS), block: limitKey };
}
