import { describe, expect, test } from '@jest/globals';
import { noMetrics } from '../../../jobs/metrics.js';
import { startSweeper, sweep } from '../../../jobs/sweeper.js';
import type { WorkItem } from '../../../jobs/work-queue.js';
import { todo } from '../../../src/domain/model/work.js';
import { buildReferral } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';

async function setUp(count = 1) {
  const ports = memoryPorts();
  for (let n = 0; n < count; n += 1) {
    await ports.referrals.insert(buildReferral({ work: [todo('forward-referral', START)] }));
  }
  const offered: WorkItem[] = [];
  const queue = { ping: async () => {}, enqueue: async (offers: readonly WorkItem[]) => void offered.push(...offers) };
  const { worklist, clock, log } = ports;
  const options = { worklist, queue, clock, log, metrics: noMetrics, everyMs: 5, claimMs: 30_000 };
  return { ports, offered, queue, options };
}

describe('a sweep', () => {
  test('leaves alone what became due just now', async () => {
    const { options } = await setUp();
    expect(await sweep(options)).toBe(0);
  });

  test('offers what is due, and again only when its claim is over', async () => {
    const { ports, offered, options } = await setUp();
    ports.clock.advance(1000);
    expect(await sweep(options)).toBe(1);
    expect(await sweep(options)).toBe(0);
    ports.clock.advance(31_000);
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

  test('goes on while there is more', async () => {
    const { ports, options } = await setUp(450);
    ports.clock.advance(1000);
    expect(await sweep(options)).toBe(450);
  });

  test('claims nothing that it could not offer', async () => {
    const { ports, queue, options } = await setUp();
    ports.clock.advance(1000);
    queue.ping = () => Promise.reject(new Error('no Redis'));
    await expect(sweep(options)).rejects.toThrow('no Redis');
    queue.ping = async () => {};
    expect(await sweep(options)).toBe(1);
  });
});

describe('the sweeper', () => {
  test('goes on when MongoDB and Redis fail, and stops when told to', async () => {
    const { ports, offered, queue, options } = await setUp();
    ports.clock.advance(1000);
    let fails = 3;
    const recovered = new Promise<void>((resolve) => {
      queue.enqueue = async (offers) => {
        offered.push(...offers);
        resolve();
      };
    });
    const claimDue = ports.worklist.claimDue;
    ports.worklist.claimDue = (...args) => {
      fails -= 1;
      return fails >= 0 ? Promise.reject(new Error('no primary')) : claimDue(...args);
    };
    const stop = startSweeper(options);
    await recovered;
    await stop();
    expect(offered).toHaveLength(1);
    expect(ports.log.lines.filter(({ event }) => event === 'sweep.failed')).toHaveLength(3);
  });

  test('begins as soon as it is ready, and not before', async () => {
    const { ports, queue, options, offered } = await setUp();
    ports.clock.advance(1000);
    let makeReady = () => {};
    const ready = new Promise<void>((resolve) => {
      makeReady = resolve;
    });
    const swept = new Promise<void>((resolve) => {
      queue.enqueue = async (offers) => {
        offered.push(...offers);
        resolve();
      };
    });
    const stop = startSweeper({ ...options, everyMs: 3_600_000, ready });
    await new Promise(setImmediate);
    expect(offered).toHaveLength(0);
    makeReady();
    await swept;
    await stop();
    expect(offered).toHaveLength(1);
  });
});
