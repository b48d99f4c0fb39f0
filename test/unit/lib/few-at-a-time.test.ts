import { expect, test } from '@jest/globals';
import { fewAtATime } from '../../../src/lib/few-at-a-time.js';

/** Tasks that end when they are told to, and the keys of those that have begun. */
function tasks(most: number) {
  const inTurn = fewAtATime(most);
  const begun: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const start = (key: string, name: string) =>
    inTurn(key, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.push((error) => (error ? reject(error) : resolve(name)));
      });
    });
  return { begun, ends, start };
}

const settled = () => new Promise(setImmediate);

test('the tasks of a key begin in order, so many at once, and those of another key do not wait', async () => {
  const { begun, ends, start } = tasks(2);
  const all = [start('T1', 'a'), start('T1', 'b'), start('T1', 'c'), start('T1', 'd'), start('T2', 'e')];
  await settled();
  expect(begun).toEqual(['a', 'b', 'e']);
  ends[1]?.();
  await settled();
  expect(begun).toEqual(['a', 'b', 'e', 'c']);
  for (let at = 0; at < 5; at += 1) {
    ends[at]?.();
    await settled();
  }
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a task that fails tells its own caller alone, and the next one begins', async () => {
  const { begun, ends, start } = tasks(1);
  const [first, second] = [start('T1', 'a'), start('T1', 'b')];
  await settled();
  ends[0]?.(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await settled();
  ends[1]?.();
  expect(await second).toBe('b');
  expect(begun).toEqual(['a', 'b']);
});

test('a key whose tasks are over begins anew', async () => {
  const { begun, ends, start } = tasks(1);
  for (const name of ['a', 'b', 'c']) {
    const one = start('T1', name);
    await settled();
    ends.at(-1)?.();
    expect(await one).toBe(name);
  }
  expect(begun).toEqual(['a', 'b', 'c']);
});
