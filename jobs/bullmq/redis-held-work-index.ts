import type { HeldWork } from '../../src/domain/operating/held-work.js';
import type { HeldWorkIndex } from '../held-work-index.js';
import type { RedisConnection } from './redis-connections.js';
import { redisKeys } from './redis-keys.js';

/** Milliseconds within which a key that is held again counts as held without a pause. */
const PAUSE_MS = 2 * 60 * 1000;

/** The most entries that are listed. */
const MOST = 100;

/** Stores the index in Redis under the prefix of the installation. */
export function createRedisHeldWorkIndex(redis: RedisConnection, prefix: string): HeldWorkIndex {
  const { until: UNTIL, since: SINCE } = redisKeys(prefix).held;
  const isAway = () => redis.status !== 'ready';

  async function note(key: string, why: string, ms: number): Promise<void> {
    const now = Date.now();
    const over = await redis.zrangebyscore(UNTIL, '-inf', now - PAUSE_MS);
    const member = JSON.stringify([key, why]);
    const change = redis.multi();
    if (over.length > 0) change.zrem(UNTIL, ...over).zrem(SINCE, ...over);
    await change
      .zadd(UNTIL, 'GT', now + ms, member)
      .zadd(SINCE, 'NX', now, member)
      .exec();
  }

  async function list(): Promise<HeldWork[]> {
    const from = Date.now() - PAUSE_MS;
    const found = await redis.zrevrangebyscore(UNTIL, '+inf', `(${from}`, 'WITHSCORES', 'LIMIT', 0, MOST);
    const members = found.filter((_, index) => index % 2 === 0);
    const since = members.length > 0 ? await redis.zmscore(SINCE, ...members) : [];
    return members.map((member, index) => {
      const [key, why] = JSON.parse(member) as [string, string];
      const until = Number(found[index * 2 + 1]);
      return { key, why, since: new Date(Number(since[index] ?? until)), until: new Date(until) };
    });
  }

  return {
    note: async (key, why, ms) => void (isAway() || (await note(key, why, ms).catch(() => {}))),
    list: async () => (isAway() ? [] : list().catch(() => [])),
  };
}
