import { expect, test } from '@jest/globals';
import { createPressure, LEAST } from '../../../jobs/pressure.js';

const noting = ({ note }: ReturnType<typeof createPressure>, ms: number, times: number) => {
  for (let n = 0; n < times; n += 1) note(ms);
};

test('quick commands leave a process all its places', () => {
  const pressure = createPressure(() => 0);
  noting(pressure, 100, 50);
  expect(pressure.share()).toBe(1);
});

test('slow ones take places away, one of them few, many all but a tenth', () => {
  const pressure = createPressure(() => 0);
  noting(pressure, 101, 1);
  expect(pressure.share()).toBeCloseTo(0.9);
  noting(pressure, 5000, 100);
  expect(pressure.share()).toBe(LEAST);
});

test('quick ones give them back, and so does time', () => {
  let now = 0;
  const pressure = createPressure(() => now);
  noting(pressure, 500, 100);
  noting(pressure, 5, 10);
  expect(pressure.share()).toBeCloseTo(LEAST + 0.2);
  now += 4000;
  expect(pressure.share()).toBeCloseTo(LEAST + 0.6);
  now += 60_000;
  expect(pressure.share()).toBe(1);
  noting(pressure, 500, 1);
  expect(pressure.share()).toBeCloseTo(0.9);
});
