import { Redis } from 'ioredis';
import { type Held, heldIndex } from './held.js';

/** The fields of the INFO reply that tell whether a Redis is fit for jobs. */
export interface RedisReport {
  readonly version: string;
  readonly evictionPolicy: string;
}

/** Asks a Redis or Valkey about itself. @throws within 3 s when it does not answer. */
export const inspectRedis = (url: string): Promise<RedisReport> =>
  connected(url, async (redis) => ({
    version: await field(redis, 'server', 'redis_version'),
    evictionPolicy: await policy(redis),
  }));

/** What all processes hold, by `heldIndex`. @throws within 3 s when Redis does not answer. */
export const readHeld = (url: string, prefix: string): Promise<Held[]> =>
  connected(url, (redis) => heldIndex(redis, prefix).list());

async function connected<T>(url: string, ask: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 3000,
    disconnectTimeout: 200,
    commandTimeout: 3000,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}

const policy = (redis: Redis): Promise<string> => field(redis, 'memory', 'maxmemory_policy');

async function field(redis: Redis, section: string, name: string): Promise<string> {
  const info = await redis.info(section);
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? 'unknown';
}
