import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { createFairTurns, LOWEST_PRIORITY, RESTART } from '../../../jobs/bullmq/fair-turns.js';
import { freshUris } from '../../support/fresh-uris.js';
import { propertyRuns } from '../../support/property-runs.js';

const { redis: url, queuePrefix } = freshUris();
let redis: Redis;
beforeAll(async () => {
  redis = new Redis(url);
  await once(redis, 'ready');
});
afterAll(() => redis.disconnect());

let queues = 0;

/** A queue that keeps its waiting jobs as BullMQ does. */
function emptyQueue() {
  const name = `${queuePrefix}:${queues++}`;
  const queue = { toKey: (type: string) => `${name}:${type}` };
  const { reserve } = createFairTurns(redis);
  let added = 0;
  return {
    queue,
    priorities: (tenantIds: readonly string[]) => reserve(queue, tenantIds),
    async add(tenantIds: readonly string[]): Promise<void> {
      const priorities = await reserve(queue, tenantIds);
      const scored = tenantIds.flatMap((tenantId, at) => {
        added += 1;
        return [(priorities[at] ?? 0) * 2 ** 32 + added, `${tenantId}-${added}`];
      });
      await redis.zadd(queue.toKey('prioritized'), ...scored);
    },
    async serve(): Promise<string | undefined> {
      const [job] = await redis.zpopmin(queue.toKey('prioritized'));
      return job?.split('-')[0];
    },
  };
}

const repeat = (tenantId: string, count: number): string[] => Array.from({ length: count }, () => tenantId);

const TENANTS = ['A', 'B', 'C', 'D', 'E'];

const acts = fc.array(
  fc.oneof(
    fc.record({ arrive: fc.array(fc.constantFrom(...TENANTS), { minLength: 1, maxLength: 12 }) }),
    fc.record({ arrive: fc.constantFrom(...TENANTS).map((tenantId) => repeat(tenantId, 30)) }),
    fc.record({ serve: fc.integer({ min: 1, max: 40 }) }),
  ),
  { minLength: 4, maxLength: 30 },
);

test('no tenant that waits is passed by another more than twice', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (history) => {
      const { add, serve } = emptyQueue();
      const waiting = new Map(TENANTS.map((tenantId) => [tenantId, 0]));
      const passed = new Map<string, number>();
      for (const act of history) {
        if ('arrive' in act) {
          await add(act.arrive);
          for (const tenantId of act.arrive) waiting.set(tenantId, (waiting.get(tenantId) ?? 0) + 1);
          continue;
        }
        for (let n = 0; n < act.serve; n += 1) {
          const served = await serve();
          if (!served) break;
          waiting.set(served, (waiting.get(served) ?? 0) - 1);
          for (const other of TENANTS) {
            passed.delete(`${other} before ${served}`);
            if (other === served || !waiting.get(other)) continue;
            const key = `${served} before ${other}`;
            passed.set(key, (passed.get(key) ?? 0) + 1);
            expect({ key, times: passed.get(key) }).toEqual({ key, times: Math.min(2, passed.get(key) ?? 0) });
          }
        }
      }
    }),
    { numRuns: propertyRuns(40) },
  );
});

test('a flood that comes later does not catch up with one that was served before', async () => {
  const { add, serve } = emptyQueue();
  await add(repeat('A', 200));
  for (let n = 0; n < 100; n += 1) await serve();
  await add(repeat('B', 100));
  const next = [];
  for (let n = 0; n < 40; n += 1) next.push(await serve());
  expect(next.filter((tenantId) => tenantId === 'B').length).toBeGreaterThanOrEqual(19);
  expect(next.filter((tenantId) => tenantId === 'A').length).toBeGreaterThanOrEqual(19);
});

test('a queue without waiting jobs remembers nobody, and begins anew before priorities run out', async () => {
  const { queue, priorities } = emptyQueue();
  await priorities(repeat('A', 500));
  expect(await priorities(['A', 'B'])).toEqual([1, 1]);
  await redis.zadd(queue.toKey('prioritized'), (RESTART + 5) * 2 ** 32, 'job');
  expect(await priorities(['A'])).toEqual([RESTART + 6]);
  await redis.del(queue.toKey('prioritized'));
  expect(await priorities(['A'])).toEqual([1]);
});

test('no priority is lower than the lowest', async () => {
  const { queue, priorities } = emptyQueue();
  await redis.zadd(queue.toKey('prioritized'), (LOWEST_PRIORITY - 1) * 2 ** 32, 'job');
  expect(await priorities(['A', 'A', 'A'])).toEqual(repeat('', 3).map(() => LOWEST_PRIORITY));
  expect(await priorities(['A'])).toEqual([LOWEST_PRIORITY]);
});

test('works again after Redis has lost its scripts', async () => {
  const { priorities } = emptyQueue();
  await priorities(['A']);
  await redis.script('FLUSH');
  expect(await priorities(['A', 'A'])).toEqual([1, 2]);
});

test('ten thousand tenants are remembered only while their jobs wait', async () => {
  const { queue, add, priorities } = emptyQueue();
  await add(Array.from({ length: 10_000 }, (_, n) => `T${n}`));
  await add(['X', 'X', 'X']);
  await redis.zpopmin(queue.toKey('prioritized'), 10_001);
  await priorities(['Y']);
  expect(await redis.zcard(queue.toKey('turns'))).toBeLessThanOrEqual(3);
});
