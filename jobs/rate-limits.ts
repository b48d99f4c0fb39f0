import type { Message } from '../src/domain/model/message/message.js';
import type { Ref } from '../src/domain/model/work.js';

/** Something that a service limits, such as the calls to a marketplace (`marketplace:T1`). */
export interface RateLimit {
  /** Such as `slack:T1:C1` or `marketplace:T1`: all processes share the limit of a key. */
  readonly key: string;
  /** Calls per second. Absent: no pace, only the waits that the service itself asked for. */
  readonly perSecond?: number;
  /** Calls per minute, for a service that counts so. */
  readonly perMinute?: number;
}

/** The rate limits that all processes share. Without Redis nothing is limited; the service can still answer 429. */
export interface RateLimiter {
  /**
   * Takes a place under every one of these limits.
   * @returns 0 when the call may be made now, else the milliseconds to wait. Concurrent callers get different waits.
   */
  take(rateLimits: readonly RateLimit[]): Promise<number>;
  /** Blocks the key for `ms` milliseconds: the service asked to be left alone. */
  block(key: string, ms: number): Promise<void>;
}

/** Calls per second to one tenant's marketplace, from all workers together. */
const MARKETPLACE_PER_SECOND = 50;

/** Slack takes about one message per second and channel (its documentation of chat.postMessage). */
const POSTS_PER_SECOND = 1;

/** All calls to a tenant's marketplace share one rate limit. */
export const marketplaceLimits = ({ tenantId }: Ref): readonly RateLimit[] => [
  { key: `marketplace:${tenantId}`, perSecond: MARKETPLACE_PER_SECOND },
];

/** A first post is paced. An edit waits only after Slack has answered 429 for this channel. */
export function messageLimits({ tenantId, to, posted }: Message): readonly RateLimit[] {
  const key = `slack:${tenantId}:${to}`;
  return [posted ? { key } : { key, perSecond: POSTS_PER_SECOND }];
}

/** Messages to a member wait only after Slack has answered 429 for them. `id` is their Slack user id. */
export const memberLimits = ({ tenantId, id }: Ref): readonly RateLimit[] => [{ key: `slack:${tenantId}:${id}` }];

/** Reading the people of the workspace and of the agency waits only after Slack or the marketplace has answered 429. */
export const directoryLimits = ({ tenantId }: Ref): readonly RateLimit[] => [
  { key: `slack:${tenantId}:users` },
  { key: `marketplace:${tenantId}` },
];

/** A poll waits only after its source has answered 429. */
export const pollLimits = ({ id }: Ref): readonly RateLimit[] => [{ key: `poll:${id}` }];
