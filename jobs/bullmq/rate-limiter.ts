import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** Something of which there is only so much, such as `slack:T1:C1` or `marketplace:T1`. */
export interface RateLimit {
  readonly key: string;
  /** How many a second; absent: as many as there are, until somebody is told to wait. */
  readonly perSecond?: number;
}

/** The limits that all processes share. Without Redis nothing is limited: the other side still can say 429. */
export interface Limits {
  /** @returns 0 when it may be done now, else how many milliseconds to wait. Those who ask get different answers. */
  ask(rateLimits: readonly RateLimit[]): Promise<number>;
  /** Nobody gets `key` for so long. */
  block(key: string, ms: number): Promise<void>;
}

/** The points of a blocked key; whoever asks for it adds one, and so gets a place in the line. */
const BLOCKED = 2;

/** How far apart those come back who waited for a blocked key that has no pace. */
const APART_MS = 50;

/** Keeps the limits in Redis. `prefix` is that of the queues. */
export function createLimits(redis: Redis, prefix: string): Limits {
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
  const ask = async (rateLimits: readonly RateLimit[]) =>
    (await firstWait(rateLimits, (pace) => untilUnblocked(blocks, pace))) ||
    (await firstWait(rateLimits, ({ key, perSecond }) => (perSecond ? untilTurn(pacer(perSecond), key) : 0)));
  return {
    ask: (rateLimits) => ask(rateLimits).catch(() => 0),
    block: async (key, ms) => {
      await blocks.block(key, Math.ceil(ms / 1000)).catch(() => {});
    },
  };
}

async function firstWait(
  rateLimits: readonly RateLimit[],
  wait: (pace: RateLimit) => number | Promise<number>,
): Promise<number> {
  for (const pace of rateLimits) {
    const ms = await wait(pace);
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

async function untilTurn(pacer: RateLimiterRedis, key: string): Promise<number> {
  const turnedAway = await pacer.consume(key).then(() => null, rejection);
  if (!turnedAway) return 0;
  return turnedAway.msBeforeNext + placeInLine(turnedAway.consumedPoints - pacer.points - 1, pacer.points);
}

/** Each who was turned away in the same second comes back one turn after the one before. */
const placeInLine = (place: number, perSecond = 1000 / APART_MS): number => (Math.max(0, place) * 1000) / perSecond;

function rejection(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
