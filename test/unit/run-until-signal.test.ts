import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { untilSignal } from '../../src/run-until-signal.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

let now = 0;
let exits: unknown[] = [];
const before = SIGNALS.map((name) => process.listeners(name));

beforeEach(() => {
  [now, exits] = [5000, []];
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  jest.spyOn(process, 'exit').mockImplementation(((code: unknown) => void exits.push(code)) as never);
});

afterEach(() => {
  for (const [index, name] of SIGNALS.entries())
    for (const listener of process.listeners(name)) if (!before[index]?.includes(listener)) process.off(name, listener);
});

test.each(SIGNALS)('%s is waited for, and ends nothing by itself', async (name) => {
  let isHeard = false;
  const heard = untilSignal().then(() => {
    isHeard = true;
  });
  await Promise.resolve();
  expect(isHeard).toBe(false);
  process.emit(name);
  await heard;
  expect(exits).toEqual([]);
});

test('the same wish passed on by npm ends nothing either, however often it comes', async () => {
  const heard = untilSignal();
  process.emit('SIGINT');
  for (const after of [1, 999]) {
    now = 5000 + after;
    process.emit('SIGINT');
    process.emit('SIGTERM');
  }
  await heard;
  expect(exits).toEqual([]);
});

test('a later one ends the process at once', async () => {
  const heard = untilSignal();
  process.emit('SIGTERM');
  await heard;
  now += 1001;
  process.emit('SIGINT');
  expect(exits).toEqual([1]);
});
