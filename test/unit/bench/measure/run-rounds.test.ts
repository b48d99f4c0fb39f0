import { expect, test } from '@jest/globals';
import { alternate } from '../../../../bench/measure/run-rounds.js';

const LATER = Number.POSITIVE_INFINITY;

test('all take turns, forwards and backwards, and the first rounds do not count', async () => {
  const played: string[] = [];
  const results = await alternate(['a', 'b', 'c'], { warm: 1, counted: 3, deadline: LATER }, async (one) => {
    played.push(one);
    return played.length;
  });
  expect(played.join('')).toBe('cbaabccbaabc');
  expect([...results]).toEqual([
    ['a', [4, 9, 10]],
    ['b', [5, 8, 11]],
    ['c', [6, 7, 12]],
  ]);
});

test('one after the other', async () => {
  let running = 0;
  await alternate(['a', 'b'], { warm: 0, counted: 2, deadline: LATER }, async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise(setImmediate);
    running -= 1;
  });
});

test('one turn counts although the time is over, and each turn begins once', async () => {
  let turns = 0;
  const begin = () => {
    turns += 1;
  };
  const results = await alternate(['a', 'b'], { warm: 1, counted: 3, deadline: 0, begin }, async (one) => one);
  expect([...results]).toEqual([
    ['a', ['a']],
    ['b', ['b']],
  ]);
  expect(turns).toBe(2);
});
