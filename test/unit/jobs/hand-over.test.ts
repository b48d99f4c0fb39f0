import { expect, test } from '@jest/globals';
import { handOver } from '../../../jobs/hand-over.js';

function setUp(send: (items: readonly number[]) => Promise<void> = async () => {}) {
  const lots: (readonly number[])[] = [];
  const refused: [readonly number[], unknown][] = [];
  const { add, idle } = handOver<number>(
    async (items) => {
      lots.push(items);
      await send(items);
    },
    (...refusal) => refused.push(refusal),
  );
  return { add, idle, lots, refused };
}

test('whoever hands over goes on first, and one turn is one lot', async () => {
  const { add, idle, lots } = setUp();
  add([1]);
  add([2, 3]);
  expect(lots).toEqual([]);
  await idle();
  expect(lots).toEqual([[1, 2, 3]]);
});

test('what comes while a lot is under way goes with the next', async () => {
  let arrive = () => {};
  const first = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { add, idle, lots } = setUp(([item]) => (item === 1 ? first : Promise.resolve()));
  add([1]);
  while (lots.length === 0) await new Promise(setImmediate);
  add([2]);
  add([3]);
  arrive();
  await idle();
  expect(lots).toEqual([[1], [2, 3]]);
});

test('a lot that cannot be sent is told, and the next one goes', async () => {
  const gone = new Error('gone');
  const { add, idle, lots, refused } = setUp(([item]) => (item === 1 ? Promise.reject(gone) : Promise.resolve()));
  add([1]);
  await idle();
  add([2]);
  await idle();
  expect(refused).toEqual([[[1], gone]]);
  expect(lots).toEqual([[1], [2]]);
});

test('with nothing under way it is idle', async () => {
  await expect(setUp().idle()).resolves.toBeUndefined();
});
