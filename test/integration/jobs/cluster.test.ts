import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { inspectRedis, readHeld } from '../../../jobs/bullmq/inspect-redis.js';
import { openQueues } from '../../../jobs/bullmq/queues.js';
import { createRedisHeldWorkIndex } from '../../../jobs/bullmq/redis-held-work-index.js';
import { redisKeys } from '../../../jobs/bullmq/redis-keys.js';
import { createRedisRateLimiter } from '../../../jobs/bullmq/redis-rate-limiter.js';
import { QUEUE_NAMES } from '../../../jobs/job-definition.js';
import { JOBS } from '../../../jobs/job-definitions.js';
import type { WorkItem } from '../../../jobs/work-queue.js';
import { type RedisCluster, startRedisCluster } from '../../../sandbox/services/redis-cluster.js';
import type { Service } from '../../../sandbox/services/service.js';
import { todo, type Workable } from '../../../src/domain/model/outbox-work.js';
import { closeLater, eventually, recorder, world } from './harness.js';
import { KINDS } from './job-kinds.js';

let cluster: RedisCluster;
let admins: readonly Redis[];
beforeAll(async () => {
  cluster = await startRedisCluster();
  admins = cluster.nodes.map(({ uri }) => new Redis(uri).on('error', () => {}));
});
afterAll(async () => {
  for (const admin of admins) admin.disconnect();
  await cluster.close();
});

const address = () => ({ redisUrl: cluster.nodes.map(({ uri }) => uri).join(', '), isCluster: true });

/** One command as a node has seen it, and the client that sent it. */
interface Seen {
  readonly args: readonly string[];
  readonly by: string;
}

/** Collects the commands of all nodes, also those inside scripts. */
async function watch(): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const { uri } of cluster.nodes) {
    const client = new Redis(uri);
    await once(client, 'ready');
    const monitor = await client.monitor();
    monitor.on('monitor', (_time: string, args: string[], by: string) => seen.push({ args, by: `${uri} ${by}` }));
    closeLater(async () => {
      monitor.disconnect();
      client.disconnect();
    });
  }
  return seen;
}

const hashTags = (args: readonly string[]): string[] =>
  args.flatMap((arg) => /^\{([\w.-]+)\}/.exec(arg)?.[1] ?? []).filter((tag, at, all) => all.indexOf(tag) === at);

/** The commands of each transaction, together. */
function transactionsOf(seen: readonly Seen[]): string[][] {
  const [open, ended] = [new Map<string, string[]>(), [] as string[][]];
  for (const { args, by } of seen) {
    const name = args[0]?.toLowerCase();
    if (name === 'multi') open.set(by, []);
    else if (name === 'exec') ended.push(open.get(by) ?? []);
    else open.get(by)?.push(...args);
  }
  return ended;
}

/** Resolves when all nodes take writes. */
const untilWell = ({ ping }: { ping(): Promise<void> }) =>
  eventually(() =>
    ping().then(
      () => true,
      () => false,
    ),
  );

/** A world on the cluster in which jobs of every queue say that they ran. */
function setUp() {
  const { runs, record } = recorder();
  const run = async (_: unknown, doc: Workable) => void record(doc);
  const table = { ...JOBS, ...Object.fromEntries(KINDS.map(({ job }) => [job, { ...JOBS[job], run }])) };
  const made = world(table, address());

  /** Stores documents of every kind, with their work. */
  async function store(tenants: readonly string[]): Promise<WorkItem[]> {
    const items: WorkItem[] = [];
    for (const { job, isNews, insert } of KINDS) {
      for (const tenantId of tenants) {
        const work = { ...todo(job, new Date(Date.now() - 5000)), ...(isNews && { isNews }) };
        const { id } = await insert(made.ports, tenantId, work);
        items.push({ ref: { tenantId, id }, work });
      }
    }
    return items;
  }
  return { ...made, runs, store };
}

test('jobs of all queues run on three masters, and every command finds its keys on one of them', async () => {
  expect(new Set(KINDS.map(({ queue }) => queue))).toEqual(new Set(QUEUE_NAMES));
  const seen = await watch();
  const { start, store, queues, runs, ports, prefix } = setUp();
  await untilWell(queues);
  const [handedOver, left] = [await store(['A', 'B', 'C']), await store(['D'])];
  await queues.enqueue(handedOver);
  const missing = await queues.missing([...handedOver, ...left]);
  expect(missing.map(({ work }) => work.id).toSorted()).toEqual(left.map(({ work }) => work.id).toSorted());
  const worker = start();
  await untilWell(worker);
  await eventually(() => runs.length === KINDS.length * 4);
  await createRedisHeldWorkIndex(queues.redis, prefix).note('slack:T1:C1', 'rate-limited', 60_000);
  expect(await worker.close(5000)).toBe(true);

  const scripts = seen.filter(({ args, by }) => /^eval/i.test(args[0] ?? '') && !by.endsWith('lua'));
  expect(scripts.length).toBeGreaterThan(handedOver.length);
  expect(seen.filter(({ args }) => hashTags(args).length > 1)).toEqual([]);
  const transactions = transactionsOf(seen);
  expect(transactions.length).toBeGreaterThan(0);
  for (const args of transactions) expect(hashTags(args)).toHaveLength(1);
  for (const admin of admins) {
    expect(await admin.info('errorstats')).not.toMatch(/CROSSSLOT|MOVED|ERR/);
  }
  const name = prefix.slice(1, -1);
  for (const queue of QUEUE_NAMES) expect(seen.flatMap(({ args }) => hashTags(args))).toContain(`${name}-${queue}`);
  const sizes = await Promise.all(admins.map((admin) => admin.dbsize()));
  expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(1);
  expect(ports.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('limits and what is held are shared by all processes', async () => {
  const { queues, redisUrl, prefix, ports } = setUp();
  const other = openQueues({ redisUrl, isCluster: true, prefix, log: ports.log });
  closeLater(other.close);
  const [mine, theirs] = [queues, other].map(({ redis }) => createRedisRateLimiter(redis, prefix));
  await eventually(() => queues.redis.status === 'ready' && other.redis.status === 'ready');
  for (const channel of ['C1', 'C2', 'C3', 'C4']) {
    const limit = { key: `slack:T1:${channel}`, perMinute: 1 };
    expect(await mine?.take(limit, 'm1')).toBe(0);
    expect(await theirs?.take(limit, 'm2')).toBeGreaterThan(50_000);
    await theirs?.block(limit.key, 3_600_000);
    expect(await mine?.take(limit, 'm3')).toBeGreaterThan(3_500_000);
  }
  await createRedisHeldWorkIndex(queues.redis, prefix).note('slack:T1:C1', 'rate-limited', 60_000);
  expect(await readHeld(address(), prefix)).toMatchObject([{ key: 'slack:T1:C1', why: 'rate-limited' }]);
});

test('workers are counted, and every node is asked about itself', async () => {
  const { start, prefix } = setUp();
  start();
  await eventually(async () => (await inspectRedis(address(), prefix)).workers?.count === 1);
  const { nodes, away, refusesWrites } = await inspectRedis(
    { ...address(), redisUrl: cluster.nodes[0]?.uri ?? '' },
    prefix,
  );
  expect(nodes.map(({ node }) => node).toSorted()).toEqual(
    cluster.nodes.map(({ uri }) => new URL(uri).host).toSorted(),
  );
  expect({ away, refusesWrites }).toEqual({ away: [], refusesWrites: undefined });
});

/** The node that has a queue's keys. */
async function nodeOf(key: string): Promise<Service> {
  const moved = await admins[0]?.get(key).then(
    () => '',
    ({ message }: Error) => message,
  );
  const port = /^MOVED \d+ .*:(\d+)$/.exec(moved ?? '')?.[1] ?? new URL(cluster.nodes[0]?.uri ?? '').port;
  const found = cluster.nodes.find(({ uri }) => new URL(uri).port === port);
  if (!found) throw new Error(`no node at ${port}`);
  return found;
}

test('a node hangs: that is said, and what was to be done is done once it is back', async () => {
  const { start, store, runs, prefix } = setUp();
  const worker = start();
  await untilWell(worker);
  const { pid = 0 } = await nodeOf(redisKeys(prefix).probe('slack'));
  process.kill(pid, 'SIGSTOP');
  try {
    await expect(worker.ping()).rejects.toThrow();
    await store(['A', 'B']);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await eventually(() => runs.length === KINDS.length * 2);
  await untilWell(worker);
});

test('a node is gone: the log and the doctor name it', async () => {
  const { queues, ports, prefix } = setUp();
  await untilWell(queues);
  const gone = await nodeOf(redisKeys(prefix).probe('slack'));
  await gone.close();
  const { host } = new URL(gone.uri);
  await eventually(() => ports.log.lines.some(({ fields }) => fields.node === host));
  await expect(queues.ping()).rejects.toThrow();
  const { nodes, away, refusesWrites } = await inspectRedis(address(), prefix);
  expect(nodes).toHaveLength(2);
  expect(away).toEqual([host]);
  expect(refusesWrites).toBeDefined();
});
