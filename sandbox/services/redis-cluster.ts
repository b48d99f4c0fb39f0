import { Redis } from 'ioredis';
import { startOwnRedis } from './redis.js';
import type { Service } from './service.js';
import { freePort, until } from './tcp-ports.js';

/** A Redis Cluster that was started here. */
export interface RedisCluster {
  /** Its masters, each with a share of the slots. */
  readonly nodes: readonly Service[];
  close(): Promise<void>;
}

const SLOTS = 16_384;

const HOST = '127.0.0.1';

/** Milliseconds after which nodes take one of them for dead. */
const NODE_TIMEOUT_MS = 1000;

/** Starts a Redis Cluster of masters without replicas, which forget all when they stop. Needs Redis 7 or Valkey. */
export async function startRedisCluster(masters = 3): Promise<RedisCluster> {
  const started = await Promise.all(Array.from({ length: masters }, startNode));
  const nodes = started.map(({ service }) => service);
  const close = async () => void (await Promise.all(nodes.map((node) => node.close())));
  const admins = nodes.map(({ uri }) => new Redis(uri));
  try {
    await Promise.all(admins.map((admin, at) => giveSlots(admin, at, masters)));
    const first = admins[0];
    for (const { service, busPort } of started.slice(1))
      await first?.call('CLUSTER', 'MEET', HOST, new URL(service.uri).port, String(busPort));
    for (const admin of admins) await until(() => isWhole(admin, masters), 30_000);
    return { nodes, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    for (const admin of admins) admin.disconnect();
  }
}

async function startNode(): Promise<{ service: Service; busPort: number }> {
  const busPort = await freePort();
  const service = await startOwnRedis([
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
    ...['--cluster-node-timeout', String(NODE_TIMEOUT_MS)],
  ]);
  return { service, busPort };
}

async function giveSlots(admin: Redis, at: number, of: number): Promise<void> {
  const share = SLOTS / of;
  const [first, last] = [Math.round(at * share), Math.round((at + 1) * share) - 1];
  await admin.call('CLUSTER', 'ADDSLOTSRANGE', String(first), String(last));
  await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1));
}

async function isWhole(admin: Redis, masters: number): Promise<boolean> {
  const info = await admin.cluster('INFO');
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${masters}`);
}
