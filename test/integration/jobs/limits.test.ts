import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createHeldIndex } from '../../../jobs/bullmq/held-index.js';
import { inspectRedis, readHeld } from '../../../jobs/bullmq/inspect-redis.js';
import { createRateLimiter } from '../../../jobs/bullmq/rate-limiter.js';
import type { RateLimiter } from '../../../jobs/rate-limits.js';
import { freshUris } from '../../support/uris.js';

const { redis: url, queuePrefix } = freshUris();
let redis: Redis;
let limiter: RateLimiter;

beforeAll(async () => {
  redis = new Redis(url);
  await once(redis, 'ready');
  limiter = createRateLimiter(redis, queuePrefix);
});
afterAll(() => redis.disconnect());

const post = (place: string) => limiter.take([{ key: `slack:T1:${place}`, perSecond: 1 }]);

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

  test('by the minute lets so many pass, and gives everybody else a turn of their own in the minutes after', async () => {
    const waits = [];
    for (let n = 0; n < 7; n += 1) waits.push(await limiter.take([{ key: 'poll:vollna:x', perMinute: 5 }]));
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    const [sixth = 0, seventh = 0] = waits.slice(5);
    expect(sixth).toBeGreaterThan(50_000);
    expect(sixth).toBeLessThanOrEqual(60_000);
    expect(seventh - sixth).toBeGreaterThan(11_000);
  });

  test('of one place is none of another', async () => {
    await post('C2');
    expect(await post('C3')).toBe(0);
  });

  test('holds for all processes', async () => {
    const elsewhere = createRateLimiter(redis, queuePrefix);
    await post('C4');
    expect(await elsewhere.take([{ key: 'slack:T1:C4', perSecond: 1 }])).toBeGreaterThan(0);
  });
});

describe('a block', () => {
  test('holds up its key and no other, and lets those who wait come back one by one', async () => {
    await limiter.block('marketplace:T1', 2000);
    const pace = [{ key: 'marketplace:T1', perSecond: 50 }];
    const [first = 0, second = 0] = [await limiter.take(pace), await limiter.take(pace)];
    expect(first).toBeGreaterThan(1500);
    expect(first).toBeLessThanOrEqual(2000);
    expect(second).toBeGreaterThan(first - 100);
    expect(await limiter.take([{ key: 'marketplace:T2', perSecond: 50 }])).toBe(0);
  });

  test('counts for those who have no pace too', async () => {
    await limiter.block('slack:T1:C9', 2000);
    expect(await limiter.take([{ key: 'slack:T1:C8' }, { key: 'slack:T1:C9' }])).toBeGreaterThan(1500);
  });

  test('is never shorter than it was asked for', async () => {
    await limiter.block('marketplace:T7', 1100);
    expect(await limiter.take([{ key: 'marketplace:T7' }])).toBeGreaterThan(1050);
  });

  test('ends', async () => {
    await limiter.block('marketplace:T8', 1000);
    const left = await limiter.take([{ key: 'marketplace:T8' }]);
    await new Promise((resolve) => setTimeout(resolve, left + 20));
    expect(await limiter.take([{ key: 'marketplace:T8' }])).toBe(0);
  });
});

describe('what is held', () => {
  const index = () => createHeldIndex(redis, queuePrefix);

  test('is seen by all processes, the longest first, and as one for as long as it goes on', async () => {
    const begun = Date.now();
    await index().note('slack:T1:C1', 'rate-limited', 1000);
    await index().note('marketplace:T1', 'rate-limited', 60_000);
    await index().note('forward-decision:T1', 'Refusal: connection.badUrl', 5000);
    const [first] = await readHeld(url, queuePrefix);
    await index().note('marketplace:T1', 'rate-limited', 90_000);
    await index().note('marketplace:T1', 'rate-limited', 1000);
    const held = await readHeld(url, queuePrefix);
    expect(held.map(({ key, why }) => [key, why])).toEqual([
      ['marketplace:T1', 'rate-limited'],
      ['forward-decision:T1', 'Refusal: connection.badUrl'],
      ['slack:T1:C1', 'rate-limited'],
    ]);
    const [marketplace] = held;
    expect(marketplace?.since).toEqual(first?.since);
    expect(marketplace?.since.getTime()).toBeGreaterThanOrEqual(begun);
    expect(marketplace?.until.getTime()).toBeGreaterThanOrEqual(begun + 90_000);
  });

  test('is forgotten some minutes after it was let go, and then begins anew', async () => {
    const long = 10 * 60_000;
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - long);
    await index().note('marketplace:T5', 'rate-limited', 1000);
    now.mockRestore();
    const seen = async () => (await index().list()).find(({ key }) => key === 'marketplace:T5');
    expect(await seen()).toBeUndefined();
    const again = Date.now();
    await index().note('marketplace:T5', 'rate-limited', 1000);
    expect((await seen())?.since.getTime()).toBeGreaterThanOrEqual(again);
  });

  test('is nothing without Redis', async () => {
    const none = createHeldIndex(new Redis(url, { lazyConnect: true }), queuePrefix);
    await none.note('marketplace:T1', 'rate-limited', 5000);
    expect(await none.list()).toEqual([]);
    await expect(readHeld('redis://127.0.0.1:1', queuePrefix)).rejects.toThrow();
  });
});

test('without Redis nothing is limited', async () => {
  const gone = new Redis(url, { lazyConnect: true });
  const none = createRateLimiter(gone, queuePrefix);
  await none.block('marketplace:T1', 5000);
  expect(await none.take([{ key: 'marketplace:T1', perSecond: 1 }])).toBe(0);
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
