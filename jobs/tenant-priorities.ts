import { LRUCache } from 'lru-cache';

/** The rate of work up to which a tenant keeps the first priority. */
export interface Calm {
  /** Pieces of a tenant's work that share one priority. */
  readonly share: number;
  /** Pieces per second that leak from a tenant's bucket: a tenant that sends fewer keeps the first priority. */
  readonly perSecond: number;
}

const CALM: Calm = { share: 20, perSecond: 50 };

/** Buckets that are kept; the least recently used ones are dropped. */
const TENANTS = 10_000;

/** The lowest priority; BullMQ allows far lower ones. */
const LOWEST = 1_000;

/** Gives work its priority in a queue, so that one tenant's flood waits behind the work of other tenants. */
export interface TenantPriorities {
  /** @returns the BullMQ priority of the tenant's next piece of work; 0 runs first. */
  next(queue: string, tenantId: string): number;
}

/**
 * Counts each tenant's work in a leaky bucket of this process. A priority is no limit: without other work in the queue,
 * any priority runs at once.
 * @param now returns the milliseconds of a monotonic clock
 */
export function createTenantPriorities(
  { share, perSecond }: Calm = CALM,
  now: () => number = () => performance.now(),
): TenantPriorities {
  const levels = new LRUCache<string, { level: number; at: number }>({ max: TENANTS });
  return {
    next(queue, tenantId) {
      const key = `${queue}:${tenantId}`;
      const at = now();
      const before = levels.get(key) ?? { level: 0, at };
      const level = Math.max(0, before.level - ((at - before.at) / 1000) * perSecond);
      levels.set(key, { level: level + 1, at });
      return Math.min(LOWEST, Math.floor(level / share));
    },
  };
}
