import { describe, expect, test } from '@jest/globals';
import { readHeld } from '../../../jobs/bullmq/inspect-redis.js';
import { createQueueRunner } from '../../../jobs/bullmq/queue-runner.js';
import { openQueues } from '../../../jobs/bullmq/queues.js';
import { redisKeys } from '../../../jobs/bullmq/redis-keys.js';
import { noMetrics } from '../../../jobs/job-metrics.js';
import { Postponed } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { keysUnder } from '../../support/fresh-uris.js';
import { severableProxyTo } from '../../support/severable-proxy.js';
import { closeLater, eventually, recorder, workOf, world } from './harness.js';
import { jobTableWith } from './job-table-with.js';

const RARELY = 3_600_000;

describe('work that is handed over', () => {
  test('is done soon, without the sweeper, and leaves nothing behind', async () => {
    const { runs, record } = recorder();
    const { start, work, ports, queues, prefix } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
    start({ sweepEveryMs: RARELY });
    const referral = await work();
    await eventually(() => runs.length === 1);
    await eventually(async () => (await workOf(ports, referral)).length === 0);
    await eventually(
      async () => (await queues.redis.keys(`${keysUnder(prefix)}:${referral.work[0]?.id}*`)).length === 0,
    );
  });

  test('twenty times by two processes is done once', async () => {
    const { runs, record } = recorder();
    const table = jobTableWith({ run: async (_, ref) => void record(ref) });
    const { start, work, ports, queues, redisUrl, prefix } = world(table);
    const second = openQueues({ redisUrl, prefix, log: ports.log, table });
    closeLater(second.close);
    await eventually(() => second.redis.status === 'ready');
    const referral = await work();
    for (let n = 0; n < 10; n += 1) for (const { jobs } of [queues, second]) jobs.dispatch(referral);
    start();
    start();
    const other = await work();
    await eventually(() => runs.some(({ id }) => id === other.id));
    await eventually(async () => (await workOf(ports, referral)).length === 0);
    expect(runs.filter(({ id }) => id === referral.id)).toHaveLength(1);
  });

  test('is done at its time and not before', async () => {
    const { runs, record } = recorder();
    const { start, work } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
    start({ sweepEveryMs: RARELY });
    const due = Date.now() + 400;
    await work({ inMs: 400 });
    await eventually(() => runs.length === 1);
    expect(runs[0]?.at).toBeGreaterThanOrEqual(due);
    expect(runs[0]?.at).toBeLessThan(due + 1000);
  });

  test('far away in time stays out of Redis', async () => {
    const { work, queues, prefix } = world();
    const near = await work({ inMs: 9 * 60_000 });
    const far = await work({ inMs: 11 * 60_000 });
    const keys = (id = '') => queues.redis.keys(`${redisKeys(prefix).queue('marketplace')}:marketplace:${id}*`);
    await eventually(async () => (await keys(near.work[0]?.id)).length === 1);
    expect(await keys(far.work[0]?.id)).toEqual([]);
  });

  test('of one tenant that floods does not hold up another', async () => {
    const { runs, record } = recorder();
    const table = jobTableWith({ run: async (_, ref) => void record(ref), rateLimit: () => undefined });
    const { start, work, queues, prefix } = world(table);
    const waiting = async (suffix: string) =>
      (await queues.redis.keys(`${redisKeys(prefix).queue('marketplace')}:marketplace:${suffix}`)).length;
    const flood = await Promise.all(Array.from({ length: 200 }, () => work({ tenantId: 'T1' })));
    await eventually(async () => (await waiting('*-0')) === flood.length);
    const [late] = (await work({ tenantId: 'T2' })).work;
    await eventually(async () => (await waiting(`${late?.id}-0`)) === 1);
    start({ sweepEveryMs: RARELY, concurrency: { marketplace: 1 } });
    await eventually(() => runs.length === flood.length + 1);
    expect(runs.findIndex(({ tenantId }) => tenantId === 'T2')).toBeLessThan(25);
  });

  test('fifty pieces, two workers: each once', async () => {
    const { runs, record } = recorder();
    const { start, work } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
    start();
    start();
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => work({ dispatch: n % 2 === 0 })));
    await eventually(() => runs.length >= 50);
    expect(new Set(runs.map(({ id }) => id))).toEqual(new Set(all.map(({ id }) => id)));
    expect(runs).toHaveLength(50);
  });
});

test('while MongoDB is slow, a worker takes fewer jobs at once; afterwards as many as before', async () => {
  let [running, most, share] = [0, 0, 0.1];
  const done: number[] = [];
  const table = jobTableWith({
    run: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
      done.push(most);
    },
    rateLimit: () => undefined,
  });
  const { start, work, queues, prefix } = world(table);
  const runner = { ...createQueueRunner({ queues, prefix, metrics: noMetrics, table }), share: () => share };
  start({ sweepEveryMs: RARELY, runner });
  await Promise.all(Array.from({ length: 40 }, () => work()));
  await eventually(() => done.length === 40);
  expect(most).toBe(2);
  share = 1;
  await Promise.all(Array.from({ length: 100 }, () => work()));
  await eventually(() => done.length === 140);
  expect(most).toBeGreaterThan(2);
  expect(most).toBeLessThanOrEqual(20);
});

describe('work that fails', () => {
  test('climbs its retryDelays and becomes a dead letter', async () => {
    const { runs, record } = recorder();
    const gaveUp: string[] = [];
    const { start, work, ports } = world(
      jobTableWith({
        run: async (_, ref) => {
          record(ref);
          throw new Error('503');
        },
        giveUp: async (_, { id }) => gaveUp.push(id),
      }),
    );
    start({ sweepEveryMs: RARELY });
    const referral = await work();
    await eventually(async () => (await workOf(ports, referral))[0]?.dead === true);
    const [first = 0, second = 0, third = 0] = runs.map(({ at }) => at);
    expect(runs).toHaveLength(3);
    expect(second - first).toBeGreaterThanOrEqual(99);
    expect(third - second).toBeGreaterThanOrEqual(199);
    expect(gaveUp).toEqual([referral.id]);
  });

  test('lets what came meanwhile go on at once', async () => {
    const { runs, record } = recorder();
    let fail = () => {};
    const outcomes: string[] = [];
    const metrics = { ...noMetrics, ran: (_: string, outcome: string) => void outcomes.push(outcome) };
    const { start, work, ports, queues } = world(
      jobTableWith({
        retryDelays: [],
        run: async (_, ref) => {
          record(ref);
          if (runs.length === 1)
            await new Promise((_resolve, reject) => {
              fail = () => reject(new Error('503'));
            });
        },
      }),
    );
    start({ sweepEveryMs: RARELY, metrics });
    const referral = await work();
    await eventually(() => runs.length === 1);
    const meanwhile = [todo('forward-referral', new Date())];
    const changed = await ports.referrals.advance(referral, { from: ['held'], set: {}, work: meanwhile });
    if (changed) queues.jobs.dispatch(changed);
    await eventually(() => outcomes.includes('nothing'));
    expect(runs).toHaveLength(1);
    fail();
    await eventually(() => runs.length === 2, 5000);
  });

  test('can be replayed by an operator', async () => {
    let isBroken = true;
    const { runs, record } = recorder();
    const { start, work, ports } = world(
      jobTableWith({
        retryDelays: [],
        run: async (_, ref) => {
          if (isBroken) throw new Error('503');
          record(ref);
        },
      }),
    );
    start();
    const referral = await work();
    await eventually(async () => (await workOf(ports, referral))[0]?.dead === true);
    isBroken = false;
    await ports.worklist.retryDead(referral, referral.work[0]?.id ?? '', new Date());
    await eventually(() => runs.length === 1);
  });

  test('a 429 of one tenant delays no other, and costs no attempt', async () => {
    const { runs, record } = recorder();
    const told: number[] = [];
    const table = jobTableWith({
      run: async (_, ref) => {
        if (ref.tenantId === 'T1' && told.length === 0) {
          told.push(Date.now());
          throw new Postponed(2000, 'marketplace:T1');
        }
        record(ref);
      },
      rateLimit: ({ tenantId }) => ({ key: `marketplace:${tenantId}` }),
    });
    const { start, work, ports } = world(table);
    start();
    const first = await work({ tenantId: 'T1' });
    await eventually(() => told.length === 1);
    await work({ tenantId: 'T1' });
    await work({ tenantId: 'T2' });
    await eventually(() => runs.length === 3);
    const since = (tenantId: string) =>
      runs.filter((run) => run.tenantId === tenantId).map(({ at }) => at - (told[0] ?? 0));
    expect(Math.max(...since('T2'))).toBeLessThan(1500);
    expect(Math.min(...since('T1'))).toBeGreaterThanOrEqual(1900);
    expect(await workOf(ports, first)).toEqual([]);
    expect(ports.log.lines.map(({ event }) => event)).not.toContain('job.failed');
  });

  test('whoever waits behind a long block is told in time, without another call', async () => {
    const called: number[] = [];
    const told: number[] = [];
    const table = jobTableWith({
      run: async () => {
        called.push(Date.now());
        throw new Postponed(60_000, 'marketplace:T1');
      },
      patience: async () => (told.length > 0 ? null : (called[0] ?? Date.now()) + 1000 - Date.now()),
      delayed: async () => told.push(Date.now()),
      rateLimit: ({ tenantId }) => ({ key: `marketplace:${tenantId}` }),
    });
    const { start, work, redisUrl, prefix } = world(table);
    start();
    await work({ tenantId: 'T1' });
    await eventually(() => told.length === 1);
    expect((told[0] ?? 0) - (called[0] ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(called).toHaveLength(1);
    const [held] = await readHeld({ redisUrl }, prefix);
    expect(held).toMatchObject({ key: 'marketplace:T1', why: 'rate-limited' });
    expect((held?.until.getTime() ?? 0) - (held?.since.getTime() ?? 0)).toBeGreaterThanOrEqual(59_000);
  });

  test('a service that hangs leaves room for other tenants', async () => {
    const { runs, record } = recorder();
    const { start, work } = world(
      jobTableWith({
        limitMs: 500,
        run: async (_, ref) => (ref.tenantId === 'T1' ? new Promise<void>(() => {}) : void record(ref)),
      }),
    );
    start({ concurrency: { marketplace: 4 } });
    for (let n = 0; n < 12; n += 1) await work({ tenantId: 'T1' });
    const asked = Date.now();
    await work({ tenantId: 'T2' });
    await eventually(() => runs.length === 1);
    expect((runs[0]?.at ?? 0) - asked).toBeLessThan(2000);
  });
});

describe('when Redis', () => {
  test('is flushed, what was waiting is done all the same', async () => {
    const { runs, record } = recorder();
    const { start, work, queues, prefix } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
    await work();
    await work({ inMs: 1000 });
    await eventually(async () => (await queues.redis.keys(`${redisKeys(prefix).queue('marketplace')}:*`)).length >= 2);
    const keys = await queues.redis.keys(keysUnder(prefix));
    await queues.redis.del(keys);
    start();
    await eventually(() => runs.length === 2);
  });

  test('is flushed under a running worker, that goes on', async () => {
    const { runs, record } = recorder();
    const { start, work, queues, prefix } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
    start();
    await work();
    await eventually(() => runs.length === 1);
    await queues.redis.del(await queues.redis.keys(keysUnder(prefix)));
    await work();
    await work({ dispatch: false });
    await eventually(() => runs.length === 3);
  });

  test('is away, handing over fails at once and the answer does not notice', async () => {
    const { ports, work } = world();
    let lost = 0;
    const notQueued = (items: number) => {
      lost += items;
    };
    const metrics = { ran: () => {}, swept: () => {}, notQueued };
    const away = openQueues({ redisUrl: 'redis://127.0.0.1:1', prefix: '{away}', log: ports.log, metrics });
    closeLater(away.close);
    const referral = await work({ dispatch: false });
    const begun = performance.now();
    for (let n = 0; n < 100; n += 1) away.jobs.dispatch(referral);
    expect(performance.now() - begun).toBeLessThan(100);
    await eventually(() => lost === 100, 5000);
    await expect(away.ping()).rejects.toThrow();
  });

  test('restarts, work goes on within seconds', async () => {
    const { runs, record } = recorder();
    const { start, work, redisUrl } = world(jobTableWith({ run: async (_, ref) => void record(ref) }));
    const proxy = await severableProxyTo(new URL(redisUrl));
    closeLater(proxy.close);
    const worker = start({ redisUrl: proxy.url });
    await work();
    await eventually(() => runs.length === 1);
    proxy.cut();
    await expect(worker.ping()).rejects.toThrow();
    await work();
    proxy.mend();
    const mended = Date.now();
    await eventually(() => runs.length === 2);
    expect(Date.now() - mended).toBeLessThan(10_000);
  });
});

describe('closing', () => {
  test('waits for what runs', async () => {
    let finish = () => {};
    let isRunning = false;
    const run = () =>
      new Promise<void>((resolve) => {
        isRunning = true;
        finish = resolve;
      });
    const { start, work, ports } = world(jobTableWith({ run }));
    const worker = start();
    const referral = await work();
    await eventually(() => isRunning);
    const closed = worker.close(5000);
    await work();
    finish();
    expect(await closed).toBe(true);
    expect(await workOf(ports, referral)).toEqual([]);
  });

  test('ends at its deadline, and another worker does the rest', async () => {
    const { runs, record } = recorder();
    let isRunning = false;
    const run = () => {
      isRunning = true;
      return new Promise<void>(() => {});
    };
    const hanging = world(jobTableWith({ run }));
    const worker = hanging.start();
    const referral = await hanging.work();
    await eventually(() => isRunning);
    const begun = Date.now();
    expect(await worker.close(300)).toBe(false);
    expect(Date.now() - begun).toBeLessThan(3000);
    hanging.start({ table: jobTableWith({ run: async (_, ref) => void record(ref) }) });
    await eventually(() => runs.length === 1);
    expect(runs[0]?.id).toBe(referral.id);
  });

  test('without Redis ends too', async () => {
    const { start, redisUrl } = world();
    const proxy = await severableProxyTo(new URL(redisUrl));
    closeLater(proxy.close);
    const worker = start({ redisUrl: proxy.url });
    await eventually(() =>
      worker.ping().then(
        () => true,
        () => false,
      ),
    );
    proxy.cut();
    const begun = Date.now();
    await worker.close(1000);
    expect(Date.now() - begun).toBeLessThan(5000);
  });
});
