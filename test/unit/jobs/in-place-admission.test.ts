import { expect, test } from '@jest/globals';
import { createInPlaceAdmission } from '../../../jobs/in-place-admission.js';

/** Returns how many of so many items of a tenant are taken in one moment. */
const taken = (admits: (tenantId: string) => boolean, tenantId: string, count: number): number =>
  Array.from({ length: count }, () => admits(tenantId)).filter(Boolean).length;

const at = () => 0;

test('a process with time takes what is no flood', () => {
  const admits = createInPlaceAdmission(
    () => 1,
    () => false,
    at,
  );
  expect(taken(admits, 'A', 1000)).toBe(40);
  expect(taken(admits, 'B', 3)).toBe(3);
});

test.each([
  ['the process is busy', 1, true],
  ['MongoDB is busy', 0.4, false],
])('while %s only the work of a tenant that has next to none is taken', (_, share, isBusy) => {
  const admits = createInPlaceAdmission(
    () => share,
    () => isBusy,
    at,
  );
  expect(taken(admits, 'A', 1000)).toBe(12);
  expect(taken(admits, 'B', 3)).toBe(3);
});

test('a flood is none of the quiet ones once it is busy, and an invitation a second always is', () => {
  let [now, busy] = [0, false];
  const admits = createInPlaceAdmission(
    () => 1,
    () => busy,
    () => now,
  );
  taken(admits, 'A', 1000);
  busy = true;
  for (let second = 0; second < 60; second += 1) {
    now += 1000;
    expect(taken(admits, 'A', 10)).toBe(0);
    expect(taken(admits, 'B', 3)).toBe(3);
  }
});
