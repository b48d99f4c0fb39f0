import type { Ref } from '../src/domain/model/work.js';
import type { Ports } from '../src/domain/ports.js';
import type { RateLimit } from './bullmq/rate-limiter.js';

/** How many calls a second a tenant's marketplace gets from all workers together. */
const MARKETPLACE_PER_SECOND = 50;

/** Slack takes about one message a second in one place (its documentation of chat.postMessage). */
const POSTS_PER_SECOND = 1;

/** All calls of a tenant to its marketplace share one pace. */
export const marketplaceLimits = (_: Ports, { tenantId }: Ref): readonly RateLimit[] => [
  { key: `marketplace:${tenantId}`, perSecond: MARKETPLACE_PER_SECOND },
];

/** First posts are paced; an edit only waits where Slack told us to wait. */
export async function messageLimits({ messages }: Ports, ref: Ref): Promise<readonly RateLimit[]> {
  const message = await messages.get(ref);
  if (!message) return [];
  const key = `slack:${ref.tenantId}:${message.to}`;
  return [message.posted ? { key } : { key, perSecond: POSTS_PER_SECOND }];
}

/** What goes to one member waits where Slack told us to wait with them; `id` is their Slack user id. */
export const memberLimits = (_: Ports, { tenantId, id }: Ref): readonly RateLimit[] => [
  { key: `slack:${tenantId}:${id}` },
];

/** Reading the workspace's people and the agency's waits where either side told us to wait. */
export const directoryLimits = (_: Ports, { tenantId }: Ref): readonly RateLimit[] => [
  { key: `slack:${tenantId}:users` },
  { key: `marketplace:${tenantId}` },
];
