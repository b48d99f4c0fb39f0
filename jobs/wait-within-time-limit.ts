import { type Machine, thisMachine } from '../src/lib/clocks-and-timers.js';
import { waitAtMost } from '../src/lib/wait-at-most.js';
import { Interrupted, LEASE_MS } from './lease.js';

/** Thrown when the time limit is over. The work itself goes on, and its result is ignored. */
class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/**
 * Waits for `work` at most `ms` milliseconds. Does not start it when `ms` is not positive.
 * @throws TooSlow after that time; Interrupted when `stopping` is aborted, with the wait that a crash would cause.
 */
export async function waitWithinTimeLimit<T>(
  work: () => Promise<T>,
  ms: number,
  stopping?: AbortSignal,
  machine: Machine = thisMachine,
): Promise<T> {
  if (ms <= 0) throw new TooSlow('no time was left to begin');
  const stopped = stopping && whenAborted(stopping);
  try {
    const first = stopped ? Promise.race([work(), stopped.promise]) : work();
    const onLate = () => {
      throw new TooSlow(`not done after ${ms} ms`);
    };
    return await waitAtMost(first, ms, onLate, machine);
  } finally {
    stopped?.forget();
  }
}

function whenAborted(signal: AbortSignal): { readonly promise: Promise<never>; forget(): void } {
  let abort = () => {};
  const promise = new Promise<never>((_, reject) => {
    abort = () => reject(new Interrupted('the process ends', LEASE_MS));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  return { promise, forget: () => signal.removeEventListener('abort', abort) };
}
