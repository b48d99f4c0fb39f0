import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { createRequestRateLimits } from '../../../src/lib/request-rate-limits.js';

const from = (remoteAddress: string) => ({ headers: {}, socket: { remoteAddress } }) as unknown as IncomingMessage;
const [stranger, other, proxy] = ['8.8.8.8', '9.9.9.9', '10.0.0.1'].map(from) as [
  IncomingMessage,
  IncomingMessage,
  IncomingMessage,
];

function setUp() {
  let now = 0;
  const rate = { burst: 3, perSecond: 0.5 };
  const limits = createRequestRateLimits({ unproven: rate, perTenant: rate, now: () => now });
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...limits, pass };
}

test('an address that proves nothing is held up, and may come again later', () => {
  const { admit, unproven, pass } = setUp();
  for (let time = 0; time < 3; time += 1) {
    expect(admit(stranger, 'c1')).toBe(0);
    unproven(stranger);
  }
  expect(admit(stranger, 'c1')).toBe(2000);
  expect(admit(other, 'c1')).toBe(0);
  pass(1500);
  expect(admit(stranger, 'c1')).toBe(500);
  pass(500);
  expect(admit(stranger, 'c1')).toBe(0);
});

test('what is proven costs nothing, and is let in whatever else the address sends', () => {
  const { admit, proven, unproven } = setUp();
  for (let time = 0; time < 50; time += 1) proven(stranger, 'c1');
  for (let time = 0; time < 50; time += 1) unproven(stranger);
  expect(admit(stranger, 'c1')).toBe(0);
  expect(admit(stranger, 'c2')).toBeGreaterThan(0);
});

test('nobody is held up for what others send by the same proxy', () => {
  const { admit, unproven } = setUp();
  for (let time = 0; time < 50; time += 1) unproven(proxy);
  expect(admit(proxy, 'c1')).toBe(0);
});

test('a tenant has its own limit', () => {
  const { admitTenant, pass } = setUp();
  expect([1, 2, 3, 4].map(() => admitTenant('T1'))).toEqual([0, 0, 0, 2000]);
  expect(admitTenant('T2')).toBe(0);
  pass(60_000);
  expect([1, 2, 3, 4].map(() => admitTenant('T1'))).toEqual([0, 0, 0, 2000]);
});
