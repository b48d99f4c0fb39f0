import { expect, test } from '@jest/globals';
import { createTenantRates } from '../../../jobs/tenant-rates.js';

const CALM = { burst: 20, perSecond: 50 };

const calmOf = (isCalm: (tenantId: string) => boolean, count: number, tenantId = 'T1') =>
  Array.from({ length: count }, () => isCalm(tenantId)).filter(Boolean).length;

test('a flood is one tenant’s own', () => {
  const isCalm = createTenantRates(CALM, () => 0);
  expect(calmOf(isCalm, 41)).toBe(20);
  expect(calmOf(isCalm, 1, 'T2')).toBe(1);
});

test('a second of quiet makes up for fifty, and steady work of less is always calm', () => {
  let now = 0;
  const isCalm = createTenantRates(CALM, () => now);
  calmOf(isCalm, 100);
  now += 1000;
  expect(calmOf(isCalm, 1)).toBe(0);
  now += 1000;
  expect(calmOf(isCalm, 100)).toBe(19);
  for (let n = 0; n < 49 * 60; n += 1) {
    now += 1000 / 49;
    expect(isCalm('T3')).toBe(true);
  }
});
