import { createHash } from 'node:crypto';
import type { RedisConnection } from './redis-connections.js';

/** Runs a script with its keys and arguments. @throws when Redis does not answer */
export type RedisScript = (keys: readonly string[], args: readonly (string | number)[]) => Promise<unknown>;

/**
 * Makes a Lua script callable. Redis keeps it under its digest; it is sent again after Redis has lost it. In a cluster
 * the keys of one call must have one slot.
 */
export function redisScript(redis: RedisConnection, lua: string): RedisScript {
  const digest = createHash('sha1').update(lua).digest('hex');
  return (keys, args) =>
    redis.evalsha(digest, keys.length, ...keys, ...args).catch((error: Error) => {
      if (!error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(lua, keys.length, ...keys, ...args);
    });
}
