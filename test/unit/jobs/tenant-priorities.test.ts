import { expect, test } from '@jest/globals';
import { createTenantPriorities } from '../../../jobs/tenant-priorities.js';

const ranks = (turns: ReturnType<typeof createTenantPriorities>, count: number, tenantId = 'T1', queue = 'intake') =>
  Array.from({ length: count }, () => turns.next(queue, tenantId));

test('a flood falls behind what others send, also in the same moment', () => {
  const turns = createTenantPriorities(undefined, () => 0);
  expect(ranks(turns, 41)).toEqual([...Array(20).fill(0), ...Array(20).fill(1), 2]);
  expect(ranks(turns, 1, 'T2')).toEqual([0]);
  expect(ranks(turns, 1, 'T1', 'slack')).toEqual([0]);
});

test('a second of quiet makes up for fifty, and steady work of less never falls behind', () => {
  let now = 0;
  const turns = createTenantPriorities(undefined, () => now);
  ranks(turns, 100);
  now += 1000;
  expect(ranks(turns, 1)).toEqual([2]);
  now += 10_000;
  expect(ranks(turns, 1)).toEqual([0]);
  for (let second = 0; second < 60; second += 1) {
    for (let n = 0; n < 49; n += 1) {
      now += 1000 / 49;
      expect(turns.next('intake', 'T3')).toBe(0);
    }
  }
});

test('there is a lowest rank, and nobody who floods is forgotten for another', () => {
  const turns = createTenantPriorities(undefined, () => 0);
  expect(ranks(turns, 30_000).at(-1)).toBe(1000);
});
