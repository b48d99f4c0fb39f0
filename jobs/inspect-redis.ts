import { Redis } from 'ioredis';

/** The fields of the INFO reply that tell whether a Redis is fit for jobs. */
export interface RedisReport {
  readonly version: string;
  readonly evictionPolicy: string;
}

/** Asks a Redis or Valkey about itself. @throws within 3 s when it does not answer. */
export async function inspectRedis(url: string): Promise<RedisReport> {
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
    return { version: await field(redis, 'server', 'redis_version'), evictionPolicy: await policy(redis) };
  } finally {
    redis.disconnect();
  }
}

const policy = (redis: Redis): Promise<string> => field(redis, 'memory', 'maxmemory_policy');

async function field(redis: Redis, section: string, name: string): Promise<string> {
  const info = await redis.info(section);
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? 'unknown';
}
