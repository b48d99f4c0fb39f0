import { expect, test } from '@jest/globals';
import { minuteCache } from '../../../src/mongo/minute-cache.js';

/** A cache, and reads that say how often they were made. */
function world() {
  const { get, forgetAfter } = minuteCache();
  let reads = 0;
  const read = async () => [{ name: `read ${++reads}` }];
  return { get, forgetAfter, read, rows: (tenantId = 'T1', what = 'team') => get(tenantId, what, read) };
}

test('a list is read once, also while it is being read', async () => {
  const { rows } = world();
  const [first, second] = await Promise.all([rows(), rows()]);
  expect(second).toBe(first);
  expect(await rows()).toBe(first);
});

test('another list and another tenant are read for themselves', async () => {
  const { rows } = world();
  const all = [await rows(), await rows('T1', 'others'), await rows('T10'), await rows()];
  expect(all.map(([row]) => row?.name)).toEqual(['read 1', 'read 2', 'read 3', 'read 1']);
});

test('what this process writes is seen at once, by that tenant alone', async () => {
  const { rows, forgetAfter } = world();
  await rows();
  await rows('T10');
  await forgetAfter('T1', Promise.resolve());
  expect([await rows(), await rows('T10')].map(([row]) => row?.name)).toEqual(['read 3', 'read 2']);
  await expect(forgetAfter('T1', Promise.reject(new Error('the database is away')))).rejects.toThrow('away');
  expect((await rows())[0]?.name).toBe('read 4');
});

test('a list that was being read during a write is not kept', async () => {
  const { get, forgetAfter, rows } = world();
  let answer = (_: object[]) => {};
  const reading = get('T1', 'team', () => new Promise<object[]>((resolve) => (answer = resolve)));
  await forgetAfter('T1', Promise.resolve());
  answer([{ name: 'old' }]);
  expect(await reading).toEqual([{ name: 'old' }]);
  expect(await rows()).toEqual([{ name: 'read 1' }]);
});

test('a read that fails is made again', async () => {
  const { get, rows } = world();
  await expect(get('T1', 'team', () => Promise.reject(new Error('the database is away')))).rejects.toThrow('away');
  expect(await rows()).toEqual([{ name: 'read 1' }]);
});
