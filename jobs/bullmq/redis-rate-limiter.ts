import type { RateLimit, RateLimiter } from '../rate-limits.js';
import type { RedisConnection } from './redis-connections.js';
import { redisKeys } from './redis-keys.js';
import { redisScript } from './redis-script.js';

/** Milliseconds between waiting callers after a block, for a key without a rate. */
const APART_MS = 50;

/** Milliseconds by which a caller may be early for its place: the clocks of machines differ. */
const EARLY_MS = 50;

/** Milliseconds for which a place is kept for a late caller. */
const KEPT_MS = 10 * 60_000;

/**
 * Takes or reserves a place under a limit, by the generic cell rate algorithm (GCRA): `next` is the time at which the
 * next call would arrive if all came evenly. A limit is a sorted set of times: `next`, `blocked`, and the places of the
 * callers that wait. Times are milliseconds of Redis's clock.
 */
const TAKE = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local key, caller = KEYS[1], ARGV[1]
local apart, early, kept = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local interval, burst = tonumber(ARGV[5]), tonumber(ARGV[6])
local blocked = tonumber(redis.call('ZSCORE', key, 'blocked') or 0)
local place = tonumber(redis.call('ZSCORE', key, caller) or 0)
if place > 0 and place >= blocked then
  if place - now > early then return math.ceil(place - now) end
  redis.call('ZREM', key, caller)
  return 0
end
if interval == 0 and blocked <= now then
  redis.call('ZREM', key, caller)
  return 0
end
if interval == 0 then interval = apart end
local slack = (burst - 1) * interval
local following = math.max(tonumber(redis.call('ZSCORE', key, 'next') or 0), now)
if blocked > now then following = math.max(following, blocked + slack) end
local at = math.max(now, blocked, following - slack)
if at > now and caller == '' then return math.ceil(at - now) end
redis.call('ZREM', key, caller)
redis.call('ZADD', key, math.max(following, at) + interval, 'next')
if at > now then redis.call('ZADD', key, at, caller) end
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - kept)
local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')[2]
redis.call('PEXPIRE', key, math.ceil(last - now + kept))
return math.ceil(at - now)`;

const BLOCK = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local untilThen = now + ARGV[1]
redis.call('ZADD', KEYS[1], 'GT', untilThen, 'blocked')
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
redis.call('PEXPIRE', KEYS[1], math.ceil(last - now + ARGV[2]))`;

/** Stores the rate limits in Redis under the prefix of the installation, each by itself. */
export function createRedisRateLimiter(redis: RedisConnection, prefix: string): RateLimiter {
  const [taking, blocking] = [redisScript(redis, TAKE), redisScript(redis, BLOCK)];
  const keyOf = redisKeys(prefix).limit;
  const isAway = () => redis.status !== 'ready';
  return {
    take: async (limit, caller = '') => {
      if (isAway()) return 0;
      const args = [caller, APART_MS, EARLY_MS, KEPT_MS, intervalOf(limit), limit.burst ?? 1];
      return taking([keyOf(limit.key)], args).then(Number, () => 0);
    },
    block: async (key, ms) => {
      if (isAway()) return;
      await blocking([keyOf(key)], [Math.ceil(ms), KEPT_MS]).catch(() => {});
    },
  };
}

/**
 * Returns the milliseconds between calls that come evenly, where a burst may come closer; 0 for a limit without a rate,
 * which holds only after a block.
 */
const intervalOf = ({ perSecond, perMinute }: RateLimit): number => {
  if (perSecond) return 1000 / perSecond;
  return perMinute ? 60_000 / perMinute : 0;
};
