import { expect, test } from '@jest/globals';
import { runInTurn } from '../../../../sandbox/playground/server/run-in-turn.js';

/** A task whose runs end when the test says so, each with what was there when it began. */
function slowReads() {
  let [state, shown] = [0, -1];
  const ends: (() => void)[] = [];
  const read = runInTurn(async () => {
    const found = state;
    await new Promise<void>((resolve) => ends.push(resolve));
    shown = found;
  });
  const change = () => {
    state += 1;
  };
  return { read, ends, change, shown: () => shown };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what is shown last was read after the last call, however long the first read takes', async () => {
  const { read, ends, change, shown } = slowReads();
  const first = read();
  await settled();
  change();
  const [second, third] = [read(), read()];
  await settled();
  expect([ends.length, second === third]).toEqual([1, true]);
  ends[0]?.();
  await first;
  await settled();
  expect([shown(), ends.length]).toEqual([0, 2]);
  ends[1]?.();
  await second;
  expect(shown()).toBe(1);
});

test('a run that fails keeps no later one from running', async () => {
  let runs = 0;
  const run = runInTurn(async () => {
    runs += 1;
    if (runs === 1) throw new Error('closed');
  });
  await expect(run()).rejects.toThrow('closed');
  await run();
  expect(runs).toBe(2);
});
