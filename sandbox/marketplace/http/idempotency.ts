import { ContractProblem, type Market } from '../market/market.js';
import type { Outcome } from '../market/state.js';

/** Fingerprints by key of the requests that are still running. */
export type RunningRequests = Map<string, string>;

/**
 * Executes a request at most once per idempotency key. `wait` runs before `act`; `act` and storing its outcome are one
 * synchronous step. The outcome of `act` is final and replayed; an exception is not stored.
 * @throws ContractProblem for a key that was used with another request, or whose first request is still running
 */
export async function runOnce(
  { state, now }: Market,
  running: RunningRequests,
  request: { readonly id: string; readonly fingerprint: string },
  wait: () => Promise<void>,
  act: () => Outcome,
): Promise<Outcome & { replayed: boolean }> {
  const { id, fingerprint } = request;
  const before = state.remembered[id];
  if ((before?.fingerprint ?? running.get(id) ?? fingerprint) !== fingerprint) {
    throw new ContractProblem('idempotency-conflict', 'This Idempotency-Key was used with another request.');
  }
  if (before) return { ...before.outcome, replayed: true };
  if (running.has(id))
    throw new ContractProblem('in-progress', 'The first request with this Idempotency-Key is still running.');
  running.set(id, fingerprint);
  try {
    await wait();
    const outcome = act();
    state.remembered[id] = { at: now().toISOString(), fingerprint, outcome };
    return { ...outcome, replayed: false };
  } finally {
    running.delete(id);
  }
}
