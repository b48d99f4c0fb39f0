import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimit, RateLimiter } from '../rate-limits.js';

/** Points of a blocked key. Every caller adds one point, which is its place in the line. */
const BLOCKED = 2;

/** Milliseconds between the callers that come back after a block, for a key without a pace. */
const APART_MS = 50;

/** Stores the rate limits in Redis under the prefix of the queues. */
export function createRateLimiter(redis: Redis, prefix: string): RateLimiter {
  const limiter = (name: string, points: number, duration = 1) =>
    new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${prefix}:${name}`,
      points,
      duration,
      rejectIfRedisNotReady: true,
    });
  const blocks = limiter('blocked', BLOCKED - 1);
  const pacers = new Map<string, RateLimiterRedis>();
  const pacer = (points: number, duration: number) => {
    const name = `${points}/${duration}`;
    const known = pacers.get(name) ?? limiter('pace', points, duration);
    pacers.set(name, known);
    return known;
  };
  const paced = ({ key, perSecond, perMinute }: RateLimit) => {
    if (perSecond) return untilPaced(pacer(perSecond, 1), key);
    return perMinute ? untilPaced(pacer(perMinute, 60), key) : 0;
  };
  const take = async (rateLimits: readonly RateLimit[]) =>
    (await firstWait(rateLimits, (limit) => untilUnblocked(blocks, limit))) || (await firstWait(rateLimits, paced));
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

async function untilUnblocked(blocks: RateLimiterRedis, { key, perSecond, perMinute }: RateLimit): Promise<number> {
  const block = await blocks.get(key);
  if (!block || block.consumedPoints < BLOCKED) return 0;
  const { msBeforeNext, consumedPoints } = await blocks.penalty(key);
  return msBeforeNext + placeInLine(consumedPoints - BLOCKED - 1, perSecond ?? (perMinute && perMinute / 60));
}

async function untilPaced(pacer: RateLimiterRedis, key: string): Promise<number> {
  const rejected = await pacer.consume(key).then(() => null, rejectionOf);
  if (!rejected) return 0;
  return rejected.msBeforeNext + placeInLine(rejected.consumedPoints - pacer.points - 1, pacer.points / pacer.duration);
}

/** Milliseconds that spread the callers which were rejected in the same window. */
const placeInLine = (place: number, perSecond = 1000 / APART_MS): number => (Math.max(0, place) * 1000) / perSecond;

function rejectionOf(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
