import { expect, test } from '@jest/globals';
import { pause, thisMachine } from '../../../src/lib/clocks-and-timers.js';

test('a pause ends after its time', async () => {
  const timers: [ms: number, call: () => void][] = [];
  const machine = {
    after: (...timer: (typeof timers)[number]) => {
      timers.push(timer);
      return () => {};
    },
  };
  const paused = pause(machine, 250);
  const [[ms, call] = [0, () => {}]] = timers;
  call();
  await paused;
  expect(ms).toBe(250);
});

test('an aborted signal ends a pause at once, and its timer', async () => {
  const stop = new AbortController();
  let isCancelled = false;
  const machine = {
    after: () => () => {
      isCancelled = true;
    },
  };
  const paused = pause(machine, 3_600_000, stop.signal);
  stop.abort();
  await paused;
  expect(isCancelled).toBe(true);
  await pause(machine, 3_600_000, stop.signal);
});

test('this machine calls again and again until it is ended', async () => {
  let calls = 0;
  await new Promise<void>((resolve) => {
    const end = thisMachine.every(1, () => {
      calls += 1;
      if (calls < 3) return;
      end();
      resolve();
    });
  });
  expect(calls).toBe(3);
});
