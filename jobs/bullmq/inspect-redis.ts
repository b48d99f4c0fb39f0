import { Queue } from 'bullmq';
import { Cluster, type Redis } from 'ioredis';
import type { HeldWork } from '../../src/domain/operating/held-work.js';
import { type ClockReading, readClock } from '../../src/lib/clock-difference.js';
import { QUEUE_NAMES, type QueueName } from '../job-definition.js';
import {
  inspectorConnection,
  nodeName,
  probeWrite,
  type RedisAddress,
  type RedisConnection,
} from './redis-connections.js';
import { createRedisHeldWorkIndex } from './redis-held-work-index.js';
import { redisKeys } from './redis-keys.js';

/** A report on one Redis, or on a node of a cluster: its fitness for BullMQ. */
export interface NodeReport {
  /** Its host and port. */
  readonly node: string;
  readonly version: string;
  readonly evictionPolicy: string;
  readonly clock: ClockReading;
}

/** A report on a Redis or a Redis Cluster: its fitness for BullMQ, and the workers that listen. */
export interface RedisReport {
  /** Each node that has slots and answers; the one Redis that there is without a cluster. */
  readonly nodes: readonly NodeReport[];
  /** The nodes that have slots and do not answer. */
  readonly away: readonly string[];
  /** The error with which it refuses writes; absent when it accepts them. */
  readonly refusesWrites?: string;
  readonly workers?: ListeningWorkers;
}

/** The workers that wait for jobs under a prefix, where Redis tells. */
export interface ListeningWorkers {
  /** The number of the database that was asked about. */
  readonly database: number;
  /** The number of workers that wait there, of the queue that has the fewest. */
  readonly count: number;
  /** The other databases of the same server in which some wait. */
  readonly elsewhere: readonly number[];
}

/**
 * Asks a Redis or Valkey, or every node of a cluster that has slots, about itself, and tries to write under the prefix.
 * @throws within some seconds when none answers
 */
export const inspectRedis = (address: RedisAddress, prefix: string): Promise<RedisReport> =>
  connected(address, async (redis) => {
    const asked = mastersOf(redis).map((node) =>
      inspectNode(node).then(
        (report) => ({ report }),
        (error: unknown) => ({ away: nodeName(node), error }),
      ),
    );
    const answers = await Promise.all(asked);
    const nodes = answers.flatMap((answer) => ('report' in answer ? [answer.report] : []));
    const away = answers.flatMap((answer) => ('away' in answer ? [answer] : []));
    if (nodes.length === 0) throw away[0]?.error;
    const refusesWrites = await refusalOf(probeWrite(redis, prefix));
    const workers = await countWorkers(redis, prefix).catch(() => undefined);
    return {
      nodes,
      away: away.map((answer) => answer.away),
      ...(refusesWrites !== undefined && { refusesWrites }),
      ...(workers !== undefined && { workers }),
    };
  });

/** Reads the work that all processes hold back. @throws within some seconds when Redis does not answer. */
export const readHeld = (address: RedisAddress, prefix: string): Promise<HeldWork[]> =>
  connected(address, (redis) => createRedisHeldWorkIndex(redis, prefix).list());

async function connected<T>(address: RedisAddress, ask: (redis: RedisConnection) => Promise<T>): Promise<T> {
  const redis = await inspectorConnection(address);
  try {
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}

const mastersOf = (redis: RedisConnection): readonly Redis[] =>
  redis instanceof Cluster ? redis.nodes('master') : [redis];

const inspectNode = async (redis: Redis): Promise<NodeReport> => ({
  node: nodeName(redis),
  version: await field(redis, 'server', 'redis_version'),
  evictionPolicy: await field(redis, 'memory', 'maxmemory_policy'),
  clock: await readClock(() => timeOf(redis)),
});

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
async function countWorkers(connection: RedisConnection, prefix: string): Promise<ListeningWorkers | undefined> {
  const database = connection instanceof Cluster ? 0 : (connection.options.db ?? 0);
  const listed = await Promise.all(QUEUE_NAMES.map((name) => databasesOfWorkers(connection, prefix, name)));
  if (listed.flat().some((each) => each === undefined)) return undefined;
  const here = listed.map((databases) => databases.filter((each) => each === database).length);
  const elsewhere = new Set(listed.flat().flatMap((each) => (each === undefined || each === database ? [] : [each])));
  return { database, count: Math.min(...here), elsewhere: [...elsewhere].sort((a, b) => a - b) };
}

/** Lists the database of each worker of a queue: undefined in place of one of which Redis does not tell. */
async function databasesOfWorkers(
  connection: RedisConnection,
  prefix: string,
  name: QueueName,
): Promise<(number | undefined)[]> {
  const queue = new Queue(name, {
    connection,
    prefix: redisKeys(prefix).queue(name),
    skipMetasUpdate: true,
    skipVersionCheck: true,
  });
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
