import { LRUCache } from 'lru-cache';
import type { Transactions } from './transactions.js';

/** How late this process may notice what another one changed, in ms. */
export const LATE_MS = 5_000;
const ENTRIES = 10_000;

/** A look-up with a short memory, for what every click and every webhook needs. */
export interface Cached<Value> {
  /** As the look-up, but up to 5 s late where another process changed the value. Callers share the answer. */
  get(key: string): Promise<Value | null>;
  /** After `write`, this process sees what it wrote. */
  forgetAfter<T>(write: Promise<T>): Promise<T>;
}

/**
 * Remembers what was found; what was not found is looked up again. Inside of a transaction nothing is remembered.
 * Promises are kept rather than values, so that a look-up which overlaps a write is forgotten with the rest.
 */
export function cache<Value>(
  lookUp: (key: string) => Promise<Value | null>,
  { running, afterwards }: Transactions,
): Cached<Value> {
  const kept = new LRUCache<string, Promise<Value | null>>({ max: ENTRIES, ttl: LATE_MS });
  const drop = (key: string, answer: Promise<Value | null>) => {
    if (kept.peek(key) === answer) kept.delete(key);
  };
  const look = (key: string) => {
    const answer = lookUp(key);
    kept.set(key, answer);
    answer.then(
      (value) => value === null && drop(key, answer),
      () => drop(key, answer),
    );
    return answer;
  };
  return {
    get: (key) => (running() ? lookUp(key) : (kept.get(key) ?? look(key))),
    forgetAfter: (write) => write.finally(() => afterwards(() => kept.clear())),
  };
}
