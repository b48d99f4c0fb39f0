import type { Redis } from 'ioredis';
import type { RateLimit, RateLimiter } from '../rate-limits.js';
import { redisScript } from './redis-script.js';

/** Milliseconds between waiting callers after a block, for a key without a rate. */
const APART_MS = 50;

/** Milliseconds by which a caller may be early for its place: the clocks of machines differ. */
const EARLY_MS = 50;

/** Milliseconds for which a place is kept for a late caller. */
const KEPT_MS = 10 * 60_000;

/**
 * Takes or reserves a place under every limit, by the generic cell rate algorithm (GCRA): `next` is the time at which the
 * next call would arrive if all came evenly. A limit is a sorted set of times: `next`, `blocked`, and the places of the
 * callers that wait. Times are milliseconds of Redis's clock.
 */
const TAKE = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local caller, apart, early, kept = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local at, limits = now, {}
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[3 + 2 * i]), tonumber(ARGV[4 + 2 * i])
  local blocked = tonumber(redis.call('ZSCORE', key, 'blocked') or 0)
  local place = tonumber(redis.call('ZSCORE', key, caller) or 0)
  local limit = { key = key, interval = interval, holds = place > 0 and place >= blocked }
  if limit.holds then
    if place - now > early then at = math.max(at, place) end
  elseif interval > 0 or blocked > now then
    limit.counts = true
    if interval == 0 then limit.interval = apart end
    local slack = (burst - 1) * limit.interval
    limit.next = math.max(tonumber(redis.call('ZSCORE', key, 'next') or 0), now)
    if blocked > now then limit.next = math.max(limit.next, blocked + slack) end
    at = math.max(at, blocked, limit.next - slack)
  end
  limits[i] = limit
end
for _, limit in ipairs(limits) do
  local key = limit.key
  if at == now then redis.call('ZREM', key, caller) end
  if limit.counts and (at == now or caller ~= '') then
    redis.call('ZADD', key, math.max(limit.next, at) + limit.interval, 'next')
    if at > now then redis.call('ZADD', key, at, caller) end
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now - kept)
    local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')[2]
    redis.call('PEXPIRE', key, math.ceil(last - now + kept))
  end
end
return math.ceil(at - now)`;

const BLOCK = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local untilThen = now + ARGV[1]
redis.call('ZADD', KEYS[1], 'GT', untilThen, 'blocked')
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
redis.call('PEXPIRE', KEYS[1], math.ceil(last - now + ARGV[2]))`;

/** Stores the rate limits in Redis under the prefix of the queues. */
export function createRateLimiter(redis: Redis, prefix: string): RateLimiter {
  const [taking, blocking] = [redisScript(redis, TAKE), redisScript(redis, BLOCK)];
  const keyOf = (key: string) => `${prefix}:limit:${key}`;
  const isAway = () => redis.status !== 'ready';
  return {
    take: async (rateLimits, caller = '') => {
      if (rateLimits.length === 0 || isAway()) return 0;
      const paces = rateLimits.flatMap((limit) => [intervalOf(limit), limit.burst ?? 1]);
      const args = [caller, APART_MS, EARLY_MS, KEPT_MS, ...paces];
      const keys = rateLimits.map(({ key }) => keyOf(key));
      return taking(keys, args).then(Number, () => 0);
    },
    block: async (key, ms) => {
      if (isAway()) return;
      await blocking([keyOf(key)], [Math.ceil(ms), KEPT_MS]).catch(() => {});
    },
  };
}

/** Returns the milliseconds between two calls; 0 without a rate. */
const intervalOf = ({ perSecond, perMinute }: RateLimit): number => {
  if (perSecond) return 1000 / perSecond;
  return perMinute ? 60_000 / perMinute : 0;
};
