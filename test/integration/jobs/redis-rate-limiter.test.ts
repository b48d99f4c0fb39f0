import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { inspectRedis, readHeld } from '../../../jobs/bullmq/inspect-redis.js';
import { createRedisHeldWorkIndex } from '../../../jobs/bullmq/redis-held-work-index.js';
import { redisKeys } from '../../../jobs/bullmq/redis-keys.js';
import { createRedisRateLimiter } from '../../../jobs/bullmq/redis-rate-limiter.js';
import type { RateLimiter } from '../../../jobs/rate-limits.js';
import { freshUris } from '../../support/fresh-uris.js';
import { eventually, world } from './harness.js';

const { redis: url, queuePrefix } = freshUris();
let redis: Redis;
let limiter: RateLimiter;

beforeAll(async () => {
  redis = new Redis(url);
  await once(redis, 'ready');
  limiter = createRedisRateLimiter(redis, queuePrefix);
});
afterAll(() => redis.disconnect());

const post = (place: string, caller?: string) => limiter.take({ key: `slack:T1:${place}`, perMinute: 6 }, caller);

describe('a pace', () => {
  test('lets the first pass, and gives everybody else a place of their own', async () => {
    const waits = [];
    for (let n = 0; n < 4; n += 1) waits.push(await post('C1', `m${n}`));
    const [first, second = 0, third = 0, fourth = 0] = waits;
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(5000);
    expect(second).toBeLessThanOrEqual(10_000);
    expect(third - second).toBeGreaterThan(5000);
    expect(fourth - third).toBeGreaterThan(5000);
    expect(fourth).toBeLessThanOrEqual(30_000);
  });

  test('by the minute lets so many pass at once, and gives everybody else a place of their own', async () => {
    const limit = { key: 'slack:T1:edits', perMinute: 5, burst: 5 };
    const waits = [];
    for (let n = 0; n < 7; n += 1) waits.push(await limiter.take(limit, `m${n}`));
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    const [sixth = 0, seventh = 0] = waits.slice(5);
    expect(sixth).toBeGreaterThan(10_000);
    expect(sixth).toBeLessThanOrEqual(12_000);
    expect(seventh - sixth).toBeGreaterThan(11_000);
  });

  test('of one place is none of another', async () => {
    await post('C2');
    expect(await post('C3')).toBe(0);
  });

  test('holds for all processes', async () => {
    const elsewhere = createRedisRateLimiter(redis, queuePrefix);
    await post('C4');
    expect(await elsewhere.take({ key: 'slack:T1:C4', perSecond: 1 })).toBeGreaterThan(0);
  });

  test('is waited for once: two tries each, and no more calls than it allows', async () => {
    const limit = { key: 'slack:T1:C5', perSecond: 100 };
    const passed: number[] = [];
    let tries = 0;
    const wait = async (caller: string) => {
      for (;;) {
        tries += 1;
        const ms = await limiter.take(limit, caller);
        if (ms === 0) return void passed.push(performance.now());
        await sleep(ms);
      }
    };
    const begun = performance.now();
    await Promise.all(Array.from({ length: 100 }, (_, n) => wait(`m${n}`)));
    expect(passed).toHaveLength(100);
    expect(Math.max(...passed) - begun).toBeGreaterThan(900);
    expect(tries).toBeLessThanOrEqual(200);
  });

  test('keeps a place for who comes late, and gives it to nobody else', async () => {
    const limit = { key: 'slack:T1:C6', perMinute: 30 };
    const take = (caller: string) => limiter.take(limit, caller);
    expect(await take('first')).toBe(0);
    await sleep((await take('late')) + 100);
    expect(await take('other')).toBeGreaterThan(0);
    expect(await take('late')).toBe(0);
    expect(await take('late')).toBeGreaterThan(0);
  });

  test('without a name reserves no place', async () => {
    await post('C7');
    await post('C7');
    expect(await post('C7', 'm1')).toBeLessThanOrEqual(10_000);
  });
});

describe('a block', () => {
  test('holds up its key and no other, and lets those who wait come back one by one', async () => {
    const pace = { key: 'marketplace:T1', perSecond: 10, burst: 20 };
    await limiter.block('marketplace:T1', 60_000);
    // sent together, so that Redis answers them at the same time
    const waits = await Promise.all([0, 1, 2].map((n) => limiter.take(pace, `m${n}`)));
    const [first = 0, second = 0, third = 0] = waits;
    expect(first).toBeGreaterThan(30_000);
    expect(first).toBeLessThanOrEqual(60_000);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(await limiter.take({ key: 'marketplace:T2', perSecond: 50 })).toBe(0);
  });

  test('counts for those who have no pace too', async () => {
    await limiter.block('slack:T1:C9', 60_000);
    expect(await limiter.take({ key: 'slack:T1:C9' })).toBeGreaterThan(30_000);
  });

  test('takes the places that were reserved before its end', async () => {
    await post('C10');
    expect(await post('C10', 'm1')).toBeLessThanOrEqual(10_000);
    await limiter.block('slack:T1:C10', 30_000);
    expect(await post('C10', 'm1')).toBeGreaterThan(20_000);
  });

  test('is never shorter than it was asked for, also when a shorter one follows', async () => {
    const [seconds = 0, micros = 0] = (await redis.time()).map(Number);
    const begun = seconds * 1000 + Math.floor(micros / 1000);
    await limiter.block('marketplace:T7', 60_900);
    await limiter.block('marketplace:T7', 100);
    const end = await redis.zscore(redisKeys(queuePrefix).limit('marketplace:T7'), 'blocked');
    expect(Number(end)).toBeGreaterThanOrEqual(begun + 60_900);
  });

  test('ends', async () => {
    await limiter.block('marketplace:T8', 1000);
    const left = await limiter.take({ key: 'marketplace:T8' }, 'm1');
    await sleep(left + 20);
    expect(await limiter.take({ key: 'marketplace:T8' }, 'm1')).toBe(0);
    expect(await limiter.take({ key: 'marketplace:T8' }, 'm2')).toBe(0);
  });
});

test('a limit that nobody uses is forgotten', async () => {
  await post('C11', 'm1');
  await post('C11', 'm2');
  const ttl = await redis.pttl(redisKeys(queuePrefix).limit('slack:T1:C11'));
  expect(ttl).toBeGreaterThan(0);
  expect(ttl).toBeLessThanOrEqual(10 * 60_000 + 20_000);
});

describe('what is held', () => {
  const index = () => createRedisHeldWorkIndex(redis, queuePrefix);

  test('is seen by all processes, the longest first, and as one for as long as it goes on', async () => {
    const begun = Date.now();
    await index().note('slack:T1:C1', 'rate-limited', 1000);
    await index().note('marketplace:T1', 'rate-limited', 60_000);
    await index().note('forward-decision:T1', 'Refusal: connection.badUrl', 5000);
    const [first] = await readHeld({ redisUrl: url }, queuePrefix);
    await index().note('marketplace:T1', 'rate-limited', 90_000);
    await index().note('marketplace:T1', 'rate-limited', 1000);
    const held = await readHeld({ redisUrl: url }, queuePrefix);
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
    const none = createRedisHeldWorkIndex(new Redis(url, { lazyConnect: true }), queuePrefix);
    await none.note('marketplace:T1', 'rate-limited', 5000);
    expect(await none.list()).toEqual([]);
    await expect(readHeld({ redisUrl: 'redis://127.0.0.1:1' }, queuePrefix)).rejects.toThrow();
  });
});

test('without Redis nothing is limited', async () => {
  const gone = new Redis(url, { lazyConnect: true });
  const none = createRedisRateLimiter(gone, queuePrefix);
  await none.block('marketplace:T1', 5000);
  expect(await none.take({ key: 'marketplace:T1', perSecond: 1 })).toBe(0);
});

describe('a Redis that is asked about itself', () => {
  test('says its version and what it does when it is full', async () => {
    const { nodes, away } = await inspectRedis({ redisUrl: url }, '{test}');
    expect(nodes).toEqual([
      expect.objectContaining({ version: expect.stringMatching(/^\d+\.\d+/), evictionPolicy: 'noeviction' }),
    ]);
    expect(away).toEqual([]);
  });

  test('counts the workers of its own database alone, and names the others', async () => {
    const { start, redisUrl, prefix } = world();
    start({ sweepEveryMs: 3_600_000 });
    const workersAt = async (at: string) => (await inspectRedis({ redisUrl: at }, prefix)).workers;
    await eventually(async () => (await workersAt(redisUrl))?.count === 1);
    const other = new URL(redisUrl);
    other.pathname = '/5';
    expect(await workersAt(redisUrl)).toEqual({ database: 0, count: 1, elsewhere: [] });
    expect(await workersAt(other.href)).toEqual({ database: 5, count: 0, elsewhere: [0] });
  });

  test('that is not there', async () => {
    await expect(inspectRedis({ redisUrl: 'redis://127.0.0.1:1' }, '{test}')).rejects.toThrow();
  });
});
