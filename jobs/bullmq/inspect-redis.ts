import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { HeldWork } from '../../src/domain/operating/held-work.js';
import { type ClockReading, readClock } from '../../src/lib/clock-difference.js';
import { QUEUE_NAMES, type QueueName } from '../job-definition.js';
import { createHeldIndex } from './held-work-index.js';
import { probeWrite } from './redis-connections.js';

/** A report on a Redis: its fitness for BullMQ, and the workers that listen. */
export interface RedisReport {
  readonly version: string;
  readonly evictionPolicy: string;
  /** The error with which it refuses writes; absent when it accepts them. */
  readonly refusesWrites?: string;
  readonly clock: ClockReading;
  readonly workers?: ListeningWorkers;
}

/** The workers that wait for jobs under a prefix, where Redis tells. */
export interface ListeningWorkers {
  /** The number of the database that was asked about. */
  readonly database: number;
  /** How many wait there, of the queue that has the fewest. */
  readonly count: number;
  /** The other databases of the same server in which some wait. */
  readonly elsewhere: readonly number[];
}

/**
 * Asks a Redis or Valkey about itself, and tries to write under the prefix.
 * @throws within 3 s when it does not answer.
 */
export const inspectRedis = (url: string, prefix: string): Promise<RedisReport> =>
  connected(url, async (redis) => {
    const refusesWrites = await refusalOf(probeWrite(redis, prefix));
    const workers = await countWorkers(redis, prefix).catch(() => undefined);
    return {
      version: await field(redis, 'server', 'redis_version'),
      evictionPolicy: await field(redis, 'memory', 'maxmemory_policy'),
      ...(refusesWrites !== undefined && { refusesWrites }),
      clock: await readClock(() => timeOf(redis)),
      ...(workers !== undefined && { workers }),
    };
  });

/** Reads the work that all processes hold back. @throws within 3 s when Redis does not answer. */
export const readHeld = (url: string, prefix: string): Promise<HeldWork[]> =>
  connected(url, (redis) => createHeldIndex(redis, prefix).list());

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

const refusalOf = (write: Promise<void>): Promise<string | undefined> =>
  write.then(
    () => undefined,
    ({ message }: Error) => message,
  );

async function timeOf(redis: Redis): Promise<Date> {
  const [seconds, microseconds] = (await redis.time()).map(Number);
  return new Date((seconds ?? 0) * 1000 + Math.floor((microseconds ?? 0) / 1000));
}

/**
 * Counts workers by the names that BullMQ gives their connections. Redis lists the connections to all of its databases.
 * Undefined where it lists none.
 */
async function countWorkers(connection: Redis, prefix: string): Promise<ListeningWorkers | undefined> {
  const database = connection.options.db ?? 0;
  const listed = await Promise.all(QUEUE_NAMES.map((name) => databasesOfWorkers(connection, prefix, name)));
  if (listed.flat().some((each) => each === undefined)) return undefined;
  const here = listed.map((databases) => databases.filter((each) => each === database).length);
  const elsewhere = new Set(listed.flat().flatMap((each) => (each === undefined || each === database ? [] : [each])));
  return { database, count: Math.min(...here), elsewhere: [...elsewhere].sort((a, b) => a - b) };
}

/** Lists the database of each worker of a queue: undefined in place of one of which Redis does not tell. */
async function databasesOfWorkers(connection: Redis, prefix: string, name: QueueName): Promise<(number | undefined)[]> {
  const queue = new Queue(name, { connection, prefix, skipMetasUpdate: true, skipVersionCheck: true });
  queue.on('error', () => {});
  try {
    return (await queue.getWorkers()).map(({ db }) => (db === undefined ? undefined : Number(db)));
  } finally {
    await queue.close();
  }
}

async function field(redis: Redis, section: string, name: string): Promise<string> {
  const info = await redis.info(section);
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? 'unknown';
}
