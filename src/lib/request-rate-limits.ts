import { LRUCache } from 'lru-cache';
import { atMost } from './at-most.js';
import { type Sent, senderAddress } from './sender-address.js';

/** A rate limit: requests at once, and requests per second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Limits how often requests come, by address and by tenant. Counts in this process: each has limits of its own. */
export interface RequestRateLimits {
  /**
   * Admits a request before any check or read. Only requests that proved nothing count against an IP address, and never
   * one whose claim was proved within the last hour, since many senders may share an address.
   * @param claim the identity that the sender states, such as a connection's id
   * @returns 0, or the milliseconds until the address may send again
   */
  admit(request: Sent, claim: string): number;
  /** Records that a request proved its claim. */
  proven(request: Sent, claim: string): void;
  /** Records that a request proved nothing. */
  unproven(request: Sent): void;
  /** Admits a proven request of a tenant. @returns 0, or the milliseconds until the tenant may come again */
  admitTenant(tenantId: string): number;
}

/** Settings of the limits. */
export interface RequestRateLimitOptions {
  /** The number of trusted proxies before this process. Default: 0. */
  readonly proxies?: number;
  /** The rate limit of an address for requests that prove nothing. */
  readonly unproven?: Rate;
  /** The rate limit of a tenant. */
  readonly perTenant?: Rate;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * The default for unproven requests: a wrong secret shows after the first refusal, and guessing one needs far more
 * requests.
 */
const UNPROVEN: Rate = { burst: 120, perSecond: 1 };

/** The default for a tenant: a marketplace that catches up after an outage may send thousands of webhooks. */
const PER_TENANT: Rate = { burst: 2000, perSecond: 200 };

/** Milliseconds for which a proof counts. */
const PROVEN_MS = 60 * 60 * 1000;

/** The number of addresses, proofs and tenants that are remembered. */
const REMEMBERED = 20_000;

/** Creates limits. Use one per process for each kind of request, such as webhooks. */
export function createRequestRateLimits(options: RequestRateLimitOptions = {}): RequestRateLimits {
  const { proxies = 0, unproven = UNPROVEN, perTenant = PER_TENANT, now = () => performance.now() } = options;
  const addresses = createBuckets(unproven, now);
  const tenants = createBuckets(perTenant, now);
  const proofs = new LRUCache<string, true>({ ...atMost(REMEMBERED), ttl: PROVEN_MS });
  return {
    admit: (request, claim) => {
      const address = senderAddress(request, proxies);
      if (address === undefined) return 0;
      const waitMs = addresses.wait(address);
      return waitMs > 0 && proofs.get(`${address} ${claim}`) ? 0 : waitMs;
    },
    proven: (request, claim) => {
      const address = senderAddress(request, proxies);
      if (address !== undefined) proofs.set(`${address} ${claim}`, true);
    },
    unproven: (request) => {
      const address = senderAddress(request, proxies);
      if (address !== undefined) addresses.take(address);
    },
    admitTenant: tenants.take,
  };
}

/** Token buckets by key. */
function createBuckets({ burst, perSecond }: Rate, now: () => number) {
  const buckets = new LRUCache<string, { tokens: number; at: number }>(atMost(REMEMBERED));
  const refilled = (key: string) => {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    buckets.set(key, bucket);
    return bucket;
  };
  const waitFor = (tokens: number) => (tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000));
  return {
    /** Returns the milliseconds until there is a token. */
    wait: (key: string): number => waitFor(refilled(key).tokens),
    /** Takes a token. @returns 0, or the milliseconds until there is one: then nothing was taken */
    take: (key: string): number => {
      const bucket = refilled(key);
      const ms = waitFor(bucket.tokens);
      if (ms === 0) bucket.tokens -= 1;
      return ms;
    },
  };
}
