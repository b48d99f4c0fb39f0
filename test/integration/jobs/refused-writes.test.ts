import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { inspectRedis } from '../../../jobs/bullmq/inspect-redis.js';
import { openQueues } from '../../../jobs/bullmq/queues.js';
import { startRedis } from '../../../sandbox/services/redis.js';
import type { Service } from '../../../sandbox/services/service.js';
import { closeLater, eventually, recorder, workOf, world } from './harness.js';
import { jobTableWith } from './job-table-with.js';

const { REDIS_URL: _, ...alone } = process.env;

/** A Redis of this file alone, for what is changed in it changes for everybody. */
let service: Service;
let admin: Redis;
beforeAll(async () => {
  service = await startRedis({ env: alone });
  admin = new Redis(service.uri);
});
afterAll(async () => {
  admin.disconnect();
  await service.close();
});

const REFUSALS = [
  {
    name: 'read-only',
    refuse: () => admin.replicaof('127.0.0.1', '1'),
    accept: () => admin.replicaof('NO', 'ONE'),
    words: 'READONLY',
  },
  {
    name: 'full',
    refuse: () => admin.config('SET', 'maxmemory', '1'),
    accept: () => admin.config('SET', 'maxmemory', '0'),
    words: 'OOM',
  },
];

describe.each(REFUSALS)('a Redis that is $name', ({ refuse, accept, words }) => {
  test('is not ready for work, and says why to whoever asks', async () => {
    const { ports } = world();
    const queues = openQueues({ redisUrl: service.uri, prefix: '{refused}', log: ports.log });
    closeLater(queues.close);
    await eventually(() => queues.redis.status === 'ready');
    await queues.ping();
    await refuse();
    try {
      await expect(queues.ping()).rejects.toThrow(words);
      expect((await inspectRedis({ redisUrl: service.uri }, '{refused}')).refusesWrites).toContain(words);
    } finally {
      await accept();
    }
    await queues.ping();
    expect(await inspectRedis({ redisUrl: service.uri }, '{refused}')).not.toHaveProperty('refusesWrites');
  });

  test('makes workers not ready, and loses nothing: work is done once it takes writes again', async () => {
    const { runs, record } = recorder();
    const { start, work, ports } = world(jobTableWith({ run: async (_ports, ref) => void record(ref) }));
    const worker = start({ redisUrl: service.uri });
    const isReady = () =>
      worker.ping().then(
        () => true,
        () => false,
      );
    await eventually(isReady);
    await refuse();
    const referral = await work({ dispatch: false });
    try {
      await expect(worker.ping()).rejects.toThrow(words);
    } finally {
      await accept();
    }
    await eventually(() => runs.length === 1);
    await eventually(async () => (await workOf(ports, referral)).length === 0);
  });
});

test('a Redis tells how many workers wait under a prefix', async () => {
  const { start, prefix, redisUrl } = world();
  const count = async () => (await inspectRedis({ redisUrl }, prefix)).workers?.count;
  expect(await count()).toBe(0);
  start();
  await eventually(async () => (await count()) === 1);
  start();
  await eventually(async () => (await count()) === 2);
});
