import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Runs a script with its keys and arguments. @throws when Redis does not answer */
export type RedisScript = (keys: readonly string[], args: readonly (string | number)[]) => Promise<unknown>;

/** Makes a Lua script callable. Redis keeps it under its digest; it is sent again after Redis has lost it. */
export function redisScript(redis: Redis, lua: string): RedisScript {
  const digest = createHash('sha1').update(lua).digest('hex');
  return (keys, args) =>
    redis.evalsha(digest, keys.length, ...keys, ...args).catch((error: Error) => {
      if (!error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(lua, keys.length, ...keys, ...args);
    });
}
