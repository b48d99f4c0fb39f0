import { LRUCache } from 'lru-cache';
import { atMost } from '../lib/at-most.js';
import type { Transactions } from './transactions.js';

/** Milliseconds after which this process is certain to see a change of another process. */
export const LATE_MS = 5_000;
const ENTRIES = 10_000;

/** A cached look-up, for data that every click and every webhook needs. */
export interface Cached<Value> {
  /** Returns the value, up to 5 s late when another process has changed it. Callers share one object. */
  get(key: string): Promise<Value | null>;
  /** Drops the value of `key` after `write`, so that this process sees what it wrote. Other values stay. */
  forgetAfter<T>(key: string, write: Promise<T>): Promise<T>;
}

/**
 * Caches the values of a look-up, but neither missing values nor anything that a transaction reads. It caches promises
 * rather than values, so that a look-up which overlaps a write is cleared too.
 */
export function cache<Value>(
  lookUp: (key: string) => Promise<Value | null>,
  { running, afterwards }: Transactions,
): Cached<Value> {
  const kept = new LRUCache<string, Promise<Value | null>>({ ...atMost(ENTRIES), ttl: LATE_MS });
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
    forgetAfter: (key, write) => write.finally(() => afterwards(() => void kept.delete(key))),
  };
}
