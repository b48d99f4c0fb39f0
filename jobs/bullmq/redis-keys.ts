import type { QueueName } from '../job-definition.js';

/**
 * The keys of an installation. In a Redis Cluster the part in braces chooses a key's slot: all keys of a queue lie on
 * one node, since BullMQ's scripts use several at once, and different queues may lie on different nodes.
 */
export interface RedisKeys {
  /** The prefix that BullMQ gets for a queue. */
  queue(name: QueueName): string;
  /** A key that lies where the queue does. */
  probe(name: QueueName): string;
  /** The key of a rate limit. */
  limit(key: string): string;
  /** The two keys of the held index, which change together. */
  readonly held: { readonly until: string; readonly since: string };
  /** The sweepers' turn. */
  readonly sweeper: string;
}

/** Names the keys. @param prefix in braces, such as `{baton}` */
export function redisKeys(prefix: string): RedisKeys {
  const name = prefix.slice(1, -1);
  return {
    queue: (queue) => `{${name}-${queue}}`,
    probe: (queue) => `{${name}-${queue}}:probe`,
    limit: (key) => `{${name}-limit:${key}}`,
    held: { until: `{${name}-held}:until`, since: `{${name}-held}:since` },
    sweeper: `{${name}-sweeper}`,
  };
}
