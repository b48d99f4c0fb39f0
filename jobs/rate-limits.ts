import { PlaceReserved, Postponed } from '../src/domain/model/errors.js';
import type { Message } from '../src/domain/model/message/message.js';
import type { Ref } from '../src/domain/model/outbox-work.js';

/** A rate limit of a service, such as on the messages to a channel (`slack:T1:C1`). */
export interface RateLimit {
  /** The key, for example `slack:T1:C1` or `marketplace:T1:c1`. All processes share its limit. */
  readonly key: string;
  /** Calls per second; when absent, only waits that the service itself asks for apply. */
  readonly perSecond?: number;
  /** Calls per minute, for a service that counts per minute. */
  readonly perMinute?: number;
  /** Calls that may come at once after a quiet time; 1 when absent. */
  readonly burst?: number;
}

/** The rate limits that all processes share. Without Redis nothing is limited; the service can still answer 429. */
export interface RateLimiter {
  /**
   * Takes a place under a limit, or reserves one.
   * @param caller names who waits. The place is kept for the caller, who gets it at the next call after the wait.
   * Without a name no place is reserved.
   * @returns 0 when the call may be made now, else the milliseconds to wait. Every caller gets a place of its own.
   */
  take(limit: RateLimit, caller?: string): Promise<number>;
  /** Blocks the key for `ms` milliseconds, because the service asked for it. Waiting callers return one by one. */
  block(key: string, ms: number): Promise<void>;
}

/**
 * Makes the function by which a source takes a place for a call.
 * @returns a function that throws PlaceReserved for a named caller who has to wait, else Postponed
 */
export const placesFrom =
  (limiter: Pick<RateLimiter, 'take'>) =>
  async (limit: RateLimit, caller?: string): Promise<void> => {
    const waitMs = await limiter.take(limit, caller);
    if (waitMs > 0) throw caller ? new PlaceReserved(waitMs, limit.key) : new Postponed(waitMs, limit.key);
  };

/**
 * Slack takes about one message per second and channel, and more for a moment (its documentation of chat.postMessage).
 */
const POSTS = { perSecond: 1, burst: 3 } as const;

/** Slack takes fifty edits per minute and workspace (tier 3, its documentation of chat.update). */
const EDITS = { perMinute: 50, burst: 50 } as const;

/** Slack takes a hundred views per minute and workspace (tier 4, its documentation of views.publish). */
const HOMES = { perMinute: 100, burst: 100 } as const;

/** Returns the limit of a message: the channel's for a first post, the workspace's for an edit. */
export const messageLimit = ({ tenantId, to, posted }: Message): RateLimit =>
  posted ? { key: `slack:${tenantId}:edits`, ...EDITS } : { key: `slack:${tenantId}:${to}`, ...POSTS };

/** Returns the limit of publishing Homes, one per workspace. */
export const homeLimit = ({ tenantId }: Ref): RateLimit => ({ key: `slack:${tenantId}:homes`, ...HOMES });

/** Returns the limit of file uploads, which applies only after Slack has answered 429. */
export const fileLimit = ({ tenantId }: Ref): RateLimit => ({ key: `slack:${tenantId}:files` });

/** Returns the limit of reading the workspace's people, which applies only after Slack has answered 429. */
export const directoryLimit = ({ tenantId }: Ref): RateLimit => ({ key: `slack:${tenantId}:users` });

/**
 * Returns the limit of a connection's polls, which applies only after a 429. A source may limit its own calls besides.
 */
export const pollLimit = ({ id }: Ref): RateLimit => ({ key: `poll:${id}` });
