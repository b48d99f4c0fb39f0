import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { inspectRedis } from '../../../jobs/inspect-redis.js';
import { createLimits, type Limits } from '../../../jobs/limits.js';
import { freshUris } from '../../support/uris.js';

const { redis: url, queuePrefix } = freshUris();
let redis: Redis;
let limits: Limits;

beforeAll(async () => {
  redis = new Redis(url);
  await once(redis, 'ready');
  limits = createLimits(redis, queuePrefix);
});
afterAll(() => redis.disconnect());

const post = (place: string) => limits.ask([{ key: `slack:T1:${place}`, perSecond: 1 }]);

describe('a pace', () => {
  test('lets the first pass, and gives everybody else a turn of their own', async () => {
    const waits = [];
    for (let n = 0; n < 4; n += 1) waits.push(await post('C1'));
    const [first, second = 0, third = 0, fourth = 0] = waits;
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(500);
    expect(second).toBeLessThanOrEqual(1000);
    expect(third - second).toBeGreaterThan(500);
    expect(fourth - third).toBeGreaterThan(500);
    expect(fourth).toBeLessThanOrEqual(3000);
  });

  test('of one place is none of another', async () => {
    await post('C2');
    expect(await post('C3')).toBe(0);
  });

  test('holds for all processes', async () => {
    const elsewhere = createLimits(redis, queuePrefix);
    await post('C4');
    expect(await elsewhere.ask([{ key: 'slack:T1:C4', perSecond: 1 }])).toBeGreaterThan(0);
  });
});

describe('a block', () => {
  test('holds up its key and no other, and lets those who wait come back one by one', async () => {
    await limits.block('marketplace:T1', 2000);
    const pace = [{ key: 'marketplace:T1', perSecond: 50 }];
    const [first = 0, second = 0] = [await limits.ask(pace), await limits.ask(pace)];
    expect(first).toBeGreaterThan(1500);
    expect(first).toBeLessThanOrEqual(2000);
    expect(second).toBeGreaterThan(first - 100);
    expect(await limits.ask([{ key: 'marketplace:T2', perSecond: 50 }])).toBe(0);
  });

  test('counts for those who have no pace too', async () => {
    await limits.block('slack:T1:C9', 2000);
    expect(await limits.ask([{ key: 'slack:T1:C8' }, { key: 'slack:T1:C9' }])).toBeGreaterThan(1500);
  });

  test('is never shorter than it was asked for', async () => {
    await limits.block('marketplace:T7', 1100);
    expect(await limits.ask([{ key: 'marketplace:T7' }])).toBeGreaterThan(1050);
  });

  test('ends', async () => {
    await limits.block('marketplace:T8', 1000);
    const left = await limits.ask([{ key: 'marketplace:T8' }]);
    await new Promise((resolve) => setTimeout(resolve, left + 20));
    expect(await limits.ask([{ key: 'marketplace:T8' }])).toBe(0);
  });
});

test('without Redis nothing is limited', async () => {
  const gone = new Redis(url, { lazyConnect: true });
  const none = createLimits(gone, queuePrefix);
  await none.block('marketplace:T1', 5000);
  expect(await none.ask([{ key: 'marketplace:T1', perSecond: 1 }])).toBe(0);
});

describe('a Redis that is asked about itself', () => {
  test('says its version and what it does when it is full', async () => {
    const { version, evictionPolicy } = await inspectRedis(url, '{test}');
    expect(version).toMatch(/^\d+\.\d+/);
    expect(evictionPolicy).toBe('noeviction');
  });

  test('that is not there', async () => {
    await expect(inspectRedis('redis://127.0.0.1:1', '{test}')).rejects.toThrow();
  });
});
