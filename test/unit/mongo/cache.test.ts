import { expect, test } from '@jest/globals';
import { cache } from '../../../src/mongo/cache.js';
import type { Transactions } from '../../../src/mongo/transactions.js';

/** Transactions of which the test says when one is running and when it ends. */
function fakeTransactions() {
  const state = { running: false, effects: [] as (() => void)[] };
  const transactions = {
    running: () => state.running,
    afterwards: (effect: () => void) => (state.running ? void state.effects.push(effect) : effect()),
  } as Transactions;
  return { state, transactions };
}

function lookUps(answers: (string | null | Error)[]) {
  const { state, transactions } = fakeTransactions();
  const asked: string[] = [];
  const remembered = cache(async (key) => {
    asked.push(key);
    const answer = answers.shift() ?? null;
    if (answer instanceof Error) throw answer;
    return answer;
  }, transactions);
  return { ...remembered, asked, state };
}

test('what was found is not looked up again, also while the first look-up runs', async () => {
  const { get, asked } = lookUps(['one']);
  expect(await Promise.all([get('a'), get('a')])).toEqual(['one', 'one']);
  expect(await get('a')).toBe('one');
  expect(asked).toEqual(['a']);
});

test('what was not found, and what failed, is looked up again', async () => {
  const { get } = lookUps([null, new Error('away'), 'one']);
  expect(await get('a')).toBeNull();
  await expect(get('a')).rejects.toThrow('away');
  expect(await get('a')).toBe('one');
});

test('a write is seen at once, whether it succeeds or fails', async () => {
  const { get, forgetAfter } = lookUps(['one', 'two', 'three']);
  await get('a');
  expect(await forgetAfter('a', Promise.resolve('written'))).toBe('written');
  expect(await get('a')).toBe('two');
  await expect(forgetAfter('a', Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await get('a')).toBe('three');
});

test('a write of one key leaves what is kept of others', async () => {
  const { get, forgetAfter, asked } = lookUps(['of a', 'of b', 'of a again']);
  await Promise.all([get('a'), get('b')]);
  await forgetAfter('a', Promise.resolve());
  expect([await get('a'), await get('b')]).toEqual(['of a again', 'of b']);
  expect(asked).toEqual(['a', 'b', 'a']);
});

test('within a transaction nothing is remembered, and its writes are seen when it ends', async () => {
  const { get, forgetAfter, state } = lookUps(['one', 'inside', 'inside again', 'two']);
  await get('a');
  state.running = true;
  await forgetAfter('a', Promise.resolve());
  expect([await get('a'), await get('a')]).toEqual(['inside', 'inside again']);
  state.running = false;
  expect(await get('a')).toBe('one');
  for (const effect of state.effects) effect();
  expect(await get('a')).toBe('two');
});
