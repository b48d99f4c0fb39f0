import { expect, test } from '@jest/globals';
import type { WorkerOptions } from '../../../jobs/bullmq/worker.js';
import type { JobDefinition } from '../../../jobs/job-definition.js';
import { JOBS } from '../../../jobs/job-definitions.js';
import type { WorkItem } from '../../../jobs/work-queue.js';
import { todo, type Workable } from '../../../src/domain/model/outbox-work.js';
import { keysUnder } from '../../support/fresh-uris.js';
import { eventually, recorder, world } from './harness.js';
import { type JobKind, KINDS } from './job-kinds.js';

const RARELY = 3_600_000;

/** Long enough for a sweep to look for it. */
const aWhileAgo = (): Date => new Date(Date.now() - 5000);

/** A queue whose jobs do nothing but say that they ran. */
function setUp({ queue, job, isNews, insert }: JobKind) {
  const { runs, record } = recorder();
  const line = { ...JOBS[job], rateLimit: () => undefined, run: async (_: unknown, doc: Workable) => void record(doc) };
  const { start, ports, queues, prefix } = world({ ...JOBS, [job]: line satisfies JobDefinition<never> });

  /** Hands over so many jobs of each tenant, one tenant after the other. */
  async function enqueue(tenants: Readonly<Record<string, number>>): Promise<void> {
    const items: WorkItem[] = [];
    for (const [tenantId, count] of Object.entries(tenants)) {
      for (let n = 0; n < count; n += 1) {
        const work = { ...todo(job, aWhileAgo()), ...(isNews && { isNews }) };
        const { id } = await insert(ports, tenantId, work);
        items.push({ ref: { tenantId, id }, work });
      }
    }
    await eventually(() => queues.redis.status === 'ready');
    await queues.enqueue(items);
  }

  return {
    enqueue,
    queues,
    prefix,
    start: (concurrency: number, given: Partial<WorkerOptions> = {}) =>
      start({ sweepEveryMs: RARELY, concurrency: { [queue]: concurrency }, ...given }),
    /** Resolves to the tenants of the runs, in their order, once there were so many. */
    order: async (count: number) => {
      await eventually(() => runs.length === count);
      return runs.map(({ tenantId }) => tenantId);
    },
  };
}

/** The number of other tenants' jobs that ran before the last of this tenant's. */
const before = (order: readonly string[], tenantId: string): number =>
  order.slice(0, order.lastIndexOf(tenantId)).filter((other) => other !== tenantId).length;

const MARKETPLACE = KINDS[1] as JobKind;

test.each(KINDS.flatMap((kind) => [1, 4].map((concurrency) => ({ ...kind, concurrency }))))(
  '$queue serves five jobs among three hundred of another tenant in turn, $concurrency at a time',
  async ({ concurrency, ...kind }) => {
    const { enqueue, start, order } = setUp(kind);
    await enqueue({ A: 300 });
    await enqueue({ B: 5 });
    start(concurrency);
    expect(before(await order(305), 'B')).toBeLessThanOrEqual(5 + 1 + concurrency);
  },
);

test('also with two workers, and for jobs that were handed over by several processes', async () => {
  const { enqueue, start, order } = setUp(MARKETPLACE);
  for (let n = 0; n < 10; n += 1) await enqueue({ A: 30 });
  await enqueue({ B: 5 });
  start(2);
  start(2);
  expect(before(await order(305), 'B')).toBeLessThanOrEqual(5 + 1 + 4);
});

test('fifty small tenants beside three large ones get their turns, and large ones share the rest', async () => {
  const { enqueue, start, order } = setUp(MARKETPLACE);
  const small = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`S${n}`, 2]));
  await enqueue({ L1: 200, L2: 200, L3: 200 });
  await enqueue(small);
  start(1);
  const all = await order(700);
  const isSmall = (tenantId: string) => tenantId.startsWith('S');
  const lastSmall = all.findLastIndex(isSmall);
  expect(all.slice(0, lastSmall).filter((tenantId) => !isSmall(tenantId)).length).toBeLessThanOrEqual(3 * 3);
  const rest = all.slice(lastSmall + 1, lastSmall + 1 + 150);
  for (const large of ['L1', 'L2', 'L3']) expect(rest.filter((one) => one === large)).toHaveLength(50);
});

test('work of a flushed Redis is handed over again, and served in turn', async () => {
  const { enqueue, start, order, queues, prefix } = setUp(MARKETPLACE);
  await enqueue({ A: 100 });
  await enqueue({ B: 5 });
  await queues.redis.del(await queues.redis.keys(keysUnder(prefix)));
  start(2, { sweepEveryMs: 100 });
  const tenants = await order(105);
  expect(tenants.filter((tenantId) => tenantId === 'B')).toHaveLength(5);
  expect(before(tenants, 'B')).toBeLessThan(50);
});
