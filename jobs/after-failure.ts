import { Hopeless, isMisconfigured, Postponed, Refusal } from '../src/domain/model/errors.js';
import { LONGEST_WAIT_MS } from '../src/lib/retry-after.js';
import { Interrupted } from './lease.js';
import { retryDelay } from './retry-delays.js';

/** What happens with work that did not get done. */
export type Action =
  /** It waits, and the attempt is not counted; whatever else needs `block` waits as long. */
  | { readonly do: 'put-off'; readonly waitMs: number; readonly block: string }
  /** It waits, as if it had not been begun. */
  | { readonly do: 'give-back'; readonly waitMs: number }
  | { readonly do: 'retry'; readonly waitMs: number }
  | { readonly do: 'give-up' };

/** Nothing is asked more often than this. */
const SHORTEST_WAIT_MS = 1000;

/**
 * What to do with the work, by what its verb threw.
 * @param failures how often the work failed before.
 * @param random from 0 up to 1.
 */
export function afterFailure(error: unknown, failures: number, retryDelays: readonly number[], random: number): Action {
  if (error instanceof Postponed) return putOff(error);
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
