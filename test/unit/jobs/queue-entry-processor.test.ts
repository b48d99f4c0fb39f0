import { expect, test } from '@jest/globals';
import { JOBS } from '../../../jobs/job-definitions.js';
import { noMetrics } from '../../../jobs/job-metrics.js';
import { createQueueEntryProcessor } from '../../../jobs/queue-entry-processor.js';
import { createRunner } from '../../../jobs/runner.js';
import { NEAR_MS, type WorkItem } from '../../../jobs/work-queue.js';
import { Postponed } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { buildReferral } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';

const ref = { tenantId: 'T1', id: 'r1' };

async function setUp(run: () => Promise<void>) {
  const ports = memoryPorts();
  await ports.referrals.insert(buildReferral({ ...ref, work: [todo('keep-tallies', START)] }));
  const [enqueued, delays]: [WorkItem[], number[]] = [[], []];
  const process = createQueueEntryProcessor({
    ports,
    queue: { enqueue: async (items) => void enqueued.push(...items) },
    runner: createRunner({
      table: { ...JOBS, 'keep-tallies': { ...JOBS['keep-tallies'], run } },
      limiter: { take: async () => 0, block: async () => {} },
      metrics: noMetrics,
      random: () => 0,
    }),
  });
  const dueIn = (ms: number) =>
    process({
      job: 'keep-tallies',
      ref,
      dueAt: START.getTime() + ms,
      delay: async (waitMs) => void delays.push(waitMs),
    });
  return { ports, enqueued, delays, dueIn };
}

test('an entry that is due is run', async () => {
  const { dueIn, ports } = await setUp(async () => {});
  expect(await dueIn(0)).toBe('done');
  expect((await ports.referrals.get(ref))?.work).toEqual([]);
});

test('an entry that is let go early by a clock that is ahead waits, and its work is left alone', async () => {
  const { dueIn, delays, ports } = await setUp(() => Promise.reject(new Error('must not run')));
  expect(await dueIn(3000)).toBe('delayed');
  expect(delays).toEqual([3000]);
  expect((await ports.referrals.get(ref))?.work).toHaveLength(1);
});

test('a retry is enqueued as a new entry', async () => {
  const { dueIn, enqueued } = await setUp(() => Promise.reject(new Error('503')));
  expect(await dueIn(0)).toBe('done');
  expect(enqueued).toMatchObject([{ ref, work: { job: 'keep-tallies', attempts: 1 } }]);
});

test('what is put off waits as the same entry', async () => {
  const { dueIn, delays } = await setUp(() => Promise.reject(new Postponed(9000, 'undo:T1:r1')));
  expect(await dueIn(0)).toBe('delayed');
  expect(delays).toEqual([9000]);
});

test('what is put off for long is left to the sweeper', async () => {
  const { dueIn, delays } = await setUp(() => Promise.reject(new Postponed(NEAR_MS + 1, 'tenant:T1')));
  expect(await dueIn(0)).toBe('done');
  expect(delays).toEqual([]);
});

test('without MongoDB it throws, so that the sweeper enqueues the work again', async () => {
  const { dueIn, ports } = await setUp(async () => {});
  ports.worklist.begin = () => Promise.reject(new Error('MongoDB is away'));
  await expect(dueIn(0)).rejects.toThrow('MongoDB is away');
  expect(ports.log.lines.map(({ event }) => event)).toContain('job.broken');
});
