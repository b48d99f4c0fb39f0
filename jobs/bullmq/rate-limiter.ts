import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimit, RateLimiter } from '../rate-limits.js';

/** Points of a blocked key. Every caller adds one point, which is its place in the line. */
const BLOCKED = 2;

/** Milliseconds between the callers that come back after a block, for a key without a pace. */
const APART_MS = 50;

/** Stores the rate limits in Redis under the prefix of the queues. */
export function createRateLimiter(redis: Redis, prefix: string): RateLimiter {
  const limiter = (name: string, points: number) =>
    new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${prefix}:${name}`,
      points,
      duration: 1,
      rejectIfRedisNotReady: true,
    });
  const blocks = limiter('blocked', BLOCKED - 1);
  const pacers = new Map<number, RateLimiterRedis>();
  const pacer = (perSecond: number) => {
    const known = pacers.get(perSecond) ?? limiter('pace', perSecond);
    pacers.set(perSecond, known);
    return known;
  };
  const take = async (rateLimits: readonly RateLimit[]) =>
    (await firstWait(rateLimits, (limit) => untilUnblocked(blocks, limit))) ||
    (await firstWait(rateLimits, ({ key, perSecond }) => (perSecond ? untilPaced(pacer(perSecond), key) : 0)));
  return {
    take: (rateLimits) => take(rateLimits).catch(() => 0),
    block: async (key, ms) => {
      await blocks.block(key, Math.ceil(ms / 1000)).catch(() => {});
    },
  };
}

async function firstWait(
  rateLimits: readonly RateLimit[],
  wait: (limit: RateLimit) => number | Promise<number>,
): Promise<number> {
  for (const limit of rateLimits) {
    const ms = await wait(limit);
    if (ms > 0) return ms;
  }
  return 0;
}

async function untilUnblocked(blocks: RateLimiterRedis, { key, perSecond }: RateLimit): Promise<number> {
  const block = await blocks.get(key);
  if (!block || block.consumedPoints < BLOCKED) return 0;
  const { msBeforeNext, consumedPoints } = await blocks.penalty(key);
  return msBeforeNext + placeInLine(consumedPoints - BLOCKED - 1, perSecond);
}

async function untilPaced(pacer: RateLimiterRedis, key: string): Promise<number> {
  const rejected = await pacer.consume(key).then(() => null, rejectionOf);
  if (!rejected) return 0;
  return rejected.msBeforeNext + placeInLine(rejected.consumedPoints - pacer.points - 1, pacer.points);
}

/** Milliseconds that spread the callers which were rejected in the same second. */
const placeInLine = (place: number, perSecond = 1000 / APART_MS): number => (Math.max(0, place) * 1000) / perSecond;

function rejectionOf(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
