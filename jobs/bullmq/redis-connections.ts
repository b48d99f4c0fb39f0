import { once } from 'node:events';
import { Redis } from 'ioredis';
import type { Log } from '../../src/domain/ports.js';

/** Returns the milliseconds before the next attempt to connect: after an outage work continues within half a second. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** times, 500);

/** Milliseconds after which a socket that does not close is cut: ioredis would keep the process for 2 s. */
const disconnectTimeout = 200;

/** Opens the connection for enqueueing: without Redis every command fails at once. */
export const producerConnection = (url: string, log: Log): Redis =>
  watched(
    new Redis(url, {
      retryStrategy,
      disconnectTimeout,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: 2000,
      connectTimeout: 2000,
    }),
    log,
  );

/** Opens the connection for BullMQ's workers, which wait for Redis without a limit. */
export const workerConnection = (url: string, log: Log): Redis =>
  watched(new Redis(url, { retryStrategy, disconnectTimeout, maxRetriesPerRequest: null }), log);

/** Logs once that Redis is lost, and once that it is back. */
function watched(redis: Redis, log: Log): Redis {
  let away = false;
  redis.on('error', ({ name, code }: Error & { code?: string }) => {
    if (!away) log.warn({ error: name, code }, 'redis.away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({}, 'redis.back');
    away = false;
  });
  return redis;
}

/** Resolves when Redis is ready, or after so many milliseconds. */
export async function awaitReady(redis: Redis, ms: number): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(ms) }).catch(() => {});
}

/** Writes a key that expires by itself. @throws when Redis does not answer, or takes no writes (read-only, or full). */
export async function probeWrite(redis: Redis, prefix: string): Promise<void> {
  await redis.set(`${prefix}:probe`, '', 'PX', 1000);
}
