import { LRUCache } from 'lru-cache';

/** The rate of work up to which a tenant is calm. */
export interface Calm {
  /** Pieces of work that may come in one moment. */
  readonly burst: number;
  /** Pieces per second from then on. */
  readonly perSecond: number;
}

/** Buckets that are kept; the least recently used ones are dropped. */
const TENANTS = 10_000;

/**
 * Counts each tenant's work in a leaky bucket of this process.
 * @param now returns the milliseconds of a monotonic clock
 * @returns a function that counts one piece of a tenant's work, and tells whether the tenant is calm
 */
export function createTenantRates(
  { burst, perSecond }: Calm,
  now: () => number = () => performance.now(),
): (tenantId: string) => boolean {
  const buckets = new LRUCache<string, { level: number; at: number }>({ max: TENANTS });
  return (tenantId) => {
    const at = now();
    const before = buckets.get(tenantId) ?? { level: 0, at };
    const level = Math.max(0, before.level - ((at - before.at) / 1000) * perSecond);
    buckets.set(tenantId, { level: level + 1, at });
    return level < burst;
  };
}
