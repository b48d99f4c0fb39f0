import { within } from '../src/domain/within.js';

/** Thrown when something took too long. What was begun goes on, unwatched. */
class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** @throws TooSlow after `ms` milliseconds; when there are none, nothing is begun. */
export async function withTimeLimit<T>(work: () => Promise<T>, ms: number): Promise<T> {
  if (ms <= 0) throw new TooSlow('no time was left to begin');
  return within(work(), ms, () => {
    throw new TooSlow(`not done after ${ms} ms`);
  });
}
