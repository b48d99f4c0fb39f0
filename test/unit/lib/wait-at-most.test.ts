import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { waitAtMost } from '../../../src/lib/wait-at-most.js';

const never = new Promise<string>(() => {});

test('what comes, or fails, in time is the answer, and nothing is kept waiting', async () => {
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  expect(await waitAtMost(Promise.resolve('done'), 60_000, () => 'late')).toBe('done');
  await expect(waitAtMost(Promise.reject(new Error('no')), 60_000, () => 'late')).rejects.toThrow('no');
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before);
});

test('later it is what stands for lateness, which may be an error', async () => {
  expect(await waitAtMost(never, 1, () => 'late')).toBe('late');
  const tooSlow = () => {
    throw new Error('too slow');
  };
  await expect(waitAtMost(never, 1, tooSlow)).rejects.toThrow('too slow');
});

test('work that fails after that troubles nobody', async () => {
  const failing = sleep(5).then(() => Promise.reject(new Error('after the end')));
  expect(await waitAtMost(failing, 1, () => 'late')).toBe('late');
  await sleep(10);
});
