import { LRUCache } from 'lru-cache';

/** So much work of a tenant goes to the front of a queue at once; each as much again comes one rank later. */
const SHARE = 20;

/** How much of it is forgotten in a second: who sends less than this never falls behind. */
const PER_SECOND = 50;

/** Of more tenants than this, those that were quiet for longest begin anew. */
const TENANTS = 10_000;

/** BullMQ's lowest rank is far below; nobody needs more of them. */
const LOWEST = 1_000;

/** Ranks the work of tenants in a queue, so that one tenant's flood waits behind what others send meanwhile. */
export interface Turns {
  /** @returns the rank of the next piece of work: 0 goes first. */
  next(queue: string, tenantId: string): number;
}

/**
 * Counts what each tenant hands over, as a bucket that leaks. Every process counts for itself: it is a share and no
 * limit, and while nobody else waits, whatever the rank, work is done at once.
 * @param now milliseconds of any clock that only goes forward
 */
export function takeTurns(now: () => number = () => performance.now()): Turns {
  const levels = new LRUCache<string, { level: number; at: number }>({ max: TENANTS });
  return {
    next(queue, tenantId) {
      const key = `${queue}:${tenantId}`;
      const at = now();
      const before = levels.get(key) ?? { level: 0, at };
      const level = Math.max(0, before.level - ((at - before.at) / 1000) * PER_SECOND);
      levels.set(key, { level: level + 1, at });
      return Math.min(LOWEST, Math.floor(level / SHARE));
    },
  };
}
