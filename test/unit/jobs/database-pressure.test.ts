import { expect, test } from '@jest/globals';
import { createDatabasePressure, LEAST } from '../../../jobs/database-pressure.js';

const noting = ({ note }: ReturnType<typeof createDatabasePressure>, ms: number, times: number) => {
  for (let n = 0; n < times; n += 1) note(ms);
};

test('quick commands leave a process all its places', () => {
  const pressure = createDatabasePressure(() => 0);
  noting(pressure, 100, 50);
  expect(pressure.share()).toBe(1);
});

/** Commands that wait for each other once more run than the server has cores. */
function saturated(
  aloneMs: number,
  pressure: ReturnType<typeof createDatabasePressure>,
): { running: number; ms: number } {
  const [places, cores] = [65, 4];
  let [running, ms] = [places, aloneMs];
  for (let n = 0; n < 5000; n += 1) {
    pressure.note(ms);
    running = Math.max(1, Math.round(places * pressure.share()));
    ms = aloneMs * Math.max(1, running / cores);
  }
  return { running, ms };
}

test.each([1, 4, 15])('a full server keeps full, and its commands of %d ms take few times as long', (aloneMs) => {
  const { running, ms } = saturated(
    aloneMs,
    createDatabasePressure(() => 0),
  );
  expect(running).toBeGreaterThanOrEqual(8);
  expect(ms).toBeLessThanOrEqual(Math.max(12, aloneMs * 5));
});

test('a server that has become slower is judged by what it does of late', () => {
  let now = 0;
  const pressure = createDatabasePressure(() => now);
  noting(pressure, 1, 1);
  noting(pressure, 12, 100);
  expect(pressure.share()).toBe(LEAST);
  now += 30_000;
  noting(pressure, 12, 1);
  now += 30_000;
  noting(pressure, 12, 100);
  expect(pressure.share()).toBe(1);
});

test('slow ones take places away, one of them few, many all but a tenth', () => {
  const pressure = createDatabasePressure(() => 0);
  noting(pressure, 101, 1);
  expect(pressure.share()).toBeCloseTo(0.9);
  noting(pressure, 5000, 100);
  expect(pressure.share()).toBe(LEAST);
});

test('quick ones give them back, and so does time', () => {
  let now = 0;
  const pressure = createDatabasePressure(() => now);
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
