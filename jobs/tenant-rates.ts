import { LRUCache } from 'lru-cache';
import { atMost } from '../src/lib/at-most.js';

/** The rate of work up to which a tenant has no flood. */
export interface TenantRate {
  /** Pieces of work that may come at once. */
  readonly burst: number;
  /** Pieces per second from then on. */
  readonly perSecond: number;
}

/** The most tenants that are counted; the least recently used ones are dropped. */
const TENANTS = 10_000;

/**
 * Counts each tenant's work in a leaky bucket of this process.
 * @param now returns the milliseconds of a monotonic clock
 * @returns a function that counts one piece of a tenant's work, and returns false above the rate
 */
export function createTenantRates(
  { burst, perSecond }: TenantRate,
  now: () => number = () => performance.now(),
): (tenantId: string) => boolean {
  const buckets = new LRUCache<string, { level: number; at: number }>(atMost(TENANTS));
  return (tenantId) => {
    const at = now();
    const before = buckets.get(tenantId) ?? { level: 0, at };
    const level = Math.max(0, before.level - ((at - before.at) / 1000) * perSecond);
    buckets.set(tenantId, { level: level + 1, at });
    return level < burst;
  };
}
