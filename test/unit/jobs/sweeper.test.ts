import { describe, expect, test } from '@jest/globals';
import { noMetrics } from '../../../jobs/job-metrics.js';
import { startSweeper, sweep } from '../../../jobs/sweeper.js';
import type { WorkItem, WorkQueue } from '../../../jobs/work-queue.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { thisMachine } from '../../../src/lib/clocks-and-timers.js';
import { buildReferral } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';

async function setUp(count = 1) {
  const ports = memoryPorts();
  for (let n = 0; n < count; n += 1) {
    await ports.referrals.insert(buildReferral({ work: [todo('forward-referral', START)] }));
  }
  const offered: WorkItem[] = [];
  const queued = new Set<string>();
  const held: number[] = [];
  const queue: WorkQueue = {
    ping: async () => {},
    enqueue: async (items) => {
      offered.push(...items);
      for (const { work } of items) queued.add(work.id);
    },
    missing: async (items) => items.filter(({ work }) => !queued.has(work.id)),
    beginSweep: async () => true,
    endSweep: async (ms) => void held.push(ms),
  };
  const { worklist, clock, log } = ports;
  const options = { worklist, queue, clock, log, metrics: noMetrics, everyMs: 5 };
  return { ports, offered, queued, held, queue, options };
}

describe('a sweep', () => {
  test('leaves alone what became due just now', async () => {
    const { options } = await setUp();
    expect(await sweep(options)).toBe(0);
  });

  test('offers what is due, once for as long as the queue has it', async () => {
    const { ports, offered, queued, options } = await setUp();
    ports.clock.advance(1000);
    expect(await sweep(options)).toBe(1);
    expect(await sweep(options)).toBe(0);
    ports.clock.advance(3_600_000);
    expect(await sweep(options)).toBe(0);
    queued.clear();
    expect(await sweep(options)).toBe(1);
    expect(offered.map(({ work }) => work.job)).toEqual(['forward-referral', 'forward-referral']);
  });

  test('what it offers can be begun at once', async () => {
    const { ports, offered, options } = await setUp();
    ports.clock.advance(1000);
    await sweep(options);
    const { ref } = offered[0] as WorkItem;
    const { items } = await ports.worklist.begin('forward-referral', ref, ports.clock.now(), 1000);
    expect(items).toHaveLength(1);
  });

  test('finds the one that was lost among many that wait', async () => {
    const { ports, queue, options } = await setUp(1250);
    ports.clock.advance(1000);
    const [lost] = await ports.worklist.due(ports.clock.now(), 1);
    const asked: number[] = [];
    queue.missing = async (items) => {
      asked.push(items.length);
      return items.filter(({ work }) => work.id === lost?.work.id);
    };
    expect(await sweep(options)).toBe(1);
    expect(asked).toEqual([500, 500, 250]);
  });
});

describe('the sweeper', () => {
  /** Resolves with the queue's next offer. */
  const offering = (queue: WorkQueue, offered: WorkItem[]) =>
    new Promise<void>((resolve) => {
      queue.enqueue = async (offers) => {
        offered.push(...offers);
        resolve();
      };
    });

  test('goes on when MongoDB and Redis fail, and stops when told to', async () => {
    const { ports, offered, queue, options } = await setUp();
    ports.clock.advance(1000);
    let fails = 3;
    const recovered = offering(queue, offered);
    const { due } = ports.worklist;
    ports.worklist.due = (...args) => {
      fails -= 1;
      return fails >= 0 ? Promise.reject(new Error('no primary')) : due(...args);
    };
    const stop = startSweeper(options);
    await recovered;
    await stop();
    expect(offered).toHaveLength(1);
    expect(ports.log.lines.filter(({ event }) => event === 'sweep.failed')).toHaveLength(3);
  });

  test('does nothing while another process sweeps, or Redis is away', async () => {
    const { ports, offered, queue, options } = await setUp();
    ports.clock.advance(1000);
    const answers: (() => Promise<boolean>)[] = [
      async () => false,
      () => Promise.reject(new Error('Redis is away')),
      async () => true,
    ];
    let reads = 0;
    const { due } = ports.worklist;
    ports.worklist.due = (...args) => {
      reads += 1;
      return due(...args);
    };
    queue.beginSweep = () => answers.shift()?.() ?? Promise.resolve(false);
    const recovered = offering(queue, offered);
    const stop = startSweeper(options);
    await recovered;
    await stop();
    expect([reads, offered.length]).toEqual([1, 1]);
  });

  test('keeps others from sweeping until it is time again, and longer after a long sweep', async () => {
    const { ports, offered, queue, held, options } = await setUp();
    ports.clock.advance(1000);
    for (const took of [0, 400]) {
      const recovered = offering(queue, offered);
      let now = 0;
      const monotonic = () => {
        now += took;
        return now;
      };
      const stop = startSweeper({ ...options, everyMs: 2000, machine: { ...thisMachine, monotonic } });
      await recovered;
      await stop();
    }
    expect(held).toEqual([1400, 4000]);
  });

  test('begins as soon as it is ready, and not before', async () => {
    const { ports, queue, options, offered } = await setUp();
    ports.clock.advance(1000);
    let makeReady = () => {};
    const ready = new Promise<void>((resolve) => {
      makeReady = resolve;
    });
    const swept = offering(queue, offered);
    const stop = startSweeper({ ...options, everyMs: 3_600_000, ready });
    await new Promise(setImmediate);
    expect(offered).toHaveLength(0);
    makeReady();
    await swept;
    await stop();
    expect(offered).toHaveLength(1);
  });

  test('begins at once when the queue is back', async () => {
    const { ports, queue, options, offered } = await setUp();
    ports.clock.advance(1000);
    const turns: (() => Promise<boolean>)[] = [() => Promise.reject(new Error('Redis is away')), async () => true];
    queue.beginSweep = () => turns.shift()?.() ?? Promise.resolve(false);
    let isBack = () => {};
    const onReturn = (call: () => void) => {
      isBack = call;
    };
    const swept = offering(queue, offered);
    const stop = startSweeper({ ...options, everyMs: 3_600_000, onReturn });
    await new Promise(setImmediate);
    expect(offered).toHaveLength(0);
    isBack();
    await swept;
    await stop();
    expect(offered).toHaveLength(1);
  });
});
