import { once } from 'node:events';
import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../../src/domain/ports.js';
import { QUEUE_NAMES } from '../job-definition.js';
import { redisKeys } from './redis-keys.js';

/** The address of a Redis or of a Redis Cluster. */
export interface RedisAddress {
  /** An address, or of a cluster any of its nodes' addresses, separated by commas. */
  readonly redisUrl: string;
  /** True for a Redis Cluster. */
  readonly isCluster?: boolean;
}

/** A connection to one Redis, or connections to the nodes of a cluster. */
export type RedisConnection = Redis | Cluster;

/** Returns the milliseconds before the next attempt to connect: after an outage work continues within half a second. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** times, 500);

/** Milliseconds after which a socket that does not close is cut: ioredis would keep the process for 2 s. */
const disconnectTimeout = 200;

/** Behaviour of a connection, the same for a single Redis and for each node of a cluster. */
interface Behaviour {
  /** Returns the milliseconds before the next try to connect; null for none. */
  readonly retryStrategy: (times: number) => number | null;
  readonly perNode: {
    readonly maxRetriesPerRequest: number | null;
    readonly connectTimeout?: number;
    readonly commandTimeout?: number;
  };
  /** Waits for `connect()`. */
  readonly lazyConnect?: boolean;
  /**
   * Refuses commands while there is no connection. A cluster's nodes are connected by the first command, which waits.
   */
  readonly refusesWhileAway?: boolean;
}

/** Opens the connection for enqueueing: without Redis every command fails at once. */
export const producerConnection = (address: RedisAddress, log: Log): RedisConnection =>
  watched(
    connectTo(address, {
      retryStrategy,
      perNode: { maxRetriesPerRequest: 0, commandTimeout: 2000, connectTimeout: 2000 },
      refusesWhileAway: true,
    }),
    log,
  );

/** Opens the connection for BullMQ's workers, which wait for Redis without a limit. */
export const workerConnection = (address: RedisAddress, log: Log): RedisConnection =>
  watched(connectTo(address, { retryStrategy, perNode: { maxRetriesPerRequest: null } }), log);

/** Opens the connection for a look from outside. @throws within some seconds when Redis does not answer. */
export async function inspectorConnection(address: RedisAddress): Promise<RedisConnection> {
  const perNode = { maxRetriesPerRequest: 0, connectTimeout: 3000, commandTimeout: 3000 };
  const redis = connectTo(
    address,
    { retryStrategy: () => null, perNode, lazyConnect: true },
    // a cluster that says it is down is asked all the same: it knows which of its nodes are away
    { enableReadyCheck: false, maxRedirections: 2 },
  );
  redis.on('error', () => {});
  await redis.connect().catch((error: unknown) => {
    redis.disconnect();
    throw error;
  });
  return redis;
}

function connectTo(
  { redisUrl, isCluster = false }: RedisAddress,
  { retryStrategy, perNode, lazyConnect = false, refusesWhileAway = false }: Behaviour,
  clusterOptions: ClusterOptions = {},
): RedisConnection {
  const nodeOptions = { ...perNode, disconnectTimeout };
  if (!isCluster)
    return new Redis(redisUrl, { ...nodeOptions, retryStrategy, lazyConnect, enableOfflineQueue: !refusesWhileAway });
  const nodes = redisUrl.split(/\s*,\s*(?=rediss?:)/);
  return new Cluster(nodes, {
    ...clusterOptions,
    lazyConnect,
    clusterRetryStrategy: retryStrategy,
    clusterNodeRetryStrategy: retryStrategy,
    // a certificate is for a node's name and not for its number
    dnsLookup: (name, callback) => callback(null, name),
    redisOptions: { ...nodeOptions, ...accessOf(nodes[0] ?? '') },
  });
}

/** Returns the access to nodes of which the cluster tells: that of the first address. */
function accessOf(url: string): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  const { protocol, username, password } = new URL(url);
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}

/** Names a node as a cluster does. */
export const nodeName = ({ options: { host, port } }: Redis): string => `${host}:${port}`;

/** Logs once that Redis, or a node of a cluster, is lost, and once that it is back. */
function watched(redis: RedisConnection, log: Log): RedisConnection {
  logOutages(redis, log, { away: 'redis.away', back: 'redis.back' });
  redis.on('+node', (node: Redis) => {
    logOutages(node, log, { away: 'redis.node-away', back: 'redis.node-back' }, { node: nodeName(node) });
  });
  return redis;
}

function logOutages(
  redis: RedisConnection,
  log: Log,
  event: Readonly<Record<'away' | 'back', Parameters<Log['warn']>[1]>>,
  fields: { readonly node?: string } = {},
): void {
  let away = false;
  redis.on('error', ({ name, code }: Error & { code?: string }) => {
    if (!away) log.warn({ ...fields, error: name, code }, event.away);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info(fields, event.back);
    away = false;
  });
}

/** @throws when there is no connection, so that nobody waits for one */
export function requireReady({ status }: RedisConnection): void {
  if (status !== 'ready') throw new Error('Redis is not connected');
}

/** Calls when Redis, or a node of it, takes commands again. */
export function onReturn(redis: RedisConnection, call: () => void): void {
  redis.on('ready', call);
  redis.on('+node', (node: Redis) => node.on('ready', call));
}

/** Resolves when Redis is ready, or after so many milliseconds. */
export async function awaitReady(redis: RedisConnection, ms: number): Promise<void> {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(ms) }).catch(() => {});
}

/**
 * Writes a key that expires by itself beside every queue.
 * @throws when Redis, or a node that has one of the queues, does not answer or takes no writes (read-only, or full)
 */
export async function probeWrite(redis: RedisConnection, prefix: string): Promise<void> {
  requireReady(redis);
  const keys = redisKeys(prefix);
  await Promise.all(QUEUE_NAMES.map((name) => redis.set(keys.probe(name), '', 'PX', 1000)));
}
