import { countEach } from '../../src/lib/count-each.js';
import type { RedisConnection } from './redis-connections.js';
import { redisScript } from './redis-script.js';

/** BullMQ's lowest priority. Jobs beyond it run in the order in which they came. */
export const LOWEST_PRIORITY = 2 ** 21 - 1;

/** The virtual time after which an idle queue starts again from zero. */
export const RESTART = 2 ** 20;

/** Milliseconds after which an unused queue's virtual time is forgotten. */
const FORGOTTEN_MS = 60 * 60_000;

/**
 * Reserves turns. `time` is the priority that is served now, that of the first waiting job. Tenants without a later
 * turn are removed. BullMQ's score of a waiting job is its priority times 2^32, plus a counter.
 */
const RESERVE = `
local waiting, turns = KEYS[1], KEYS[2]
local lowest, restart, forgotten = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local time = tonumber(redis.call('ZSCORE', turns, '') or 0)
local first = redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')[2]
if first then
  time = math.max(time, math.floor(tonumber(first) / 4294967296))
else
  redis.call('DEL', turns)
  if time > restart then time = 0 end
end
redis.call('ZREMRANGEBYSCORE', turns, '-inf', time)
redis.call('ZADD', turns, time, '')
local last = {}
for at = 4, #ARGV, 2 do
  local tenant, count = ARGV[at], tonumber(ARGV[at + 1])
  local before = math.max(time, tonumber(redis.call('ZSCORE', turns, tenant) or 0))
  redis.call('ZADD', turns, math.min(before + count, lowest), tenant)
  last[#last + 1] = before
end
redis.call('PEXPIRE', turns, forgotten)
return last`;

/** A queue's keys in Redis. */
interface QueueKeys {
  toKey(type: string): string;
}

/** Gives the jobs of a queue their turns, across all processes. */
export interface FairTurns {
  /**
   * Reserves the next turns for jobs.
   * @param tenantIds the tenants of the jobs, in the order of the jobs
   * @returns the jobs' priorities; those of a tenant rise one by one. @throws when Redis does not answer
   */
  reserve(queue: QueueKeys, tenantIds: readonly string[]): Promise<number[]>;
}

/**
 * Orders jobs by self-clocked fair queueing (Golestani, 1994): a job's priority is one more than the priority that is
 * served now or that of its tenant's last waiting job, whichever is later. So tenants with waiting jobs are served in
 * turn, a new tenant's job comes next, and a single tenant has no limit. The counters may be lost: then all tenants
 * start again.
 */
export function createFairTurns(redis: RedisConnection): FairTurns {
  const script = redisScript(redis, RESERVE);
  return {
    reserve: async (queue, tenantIds) => {
      const counts = countEach(tenantIds);
      const keys = [queue.toKey('prioritized'), queue.toKey('turns')];
      const last = await script(keys, [LOWEST_PRIORITY, RESTART, FORGOTTEN_MS, ...[...counts].flat()]);
      return prioritiesAfter([...counts.keys()], last as number[], tenantIds);
    },
  };
}

function prioritiesAfter(tenants: readonly string[], last: readonly number[], tenantIds: readonly string[]): number[] {
  const turns = new Map(tenants.map((tenant, at) => [tenant, last[at] ?? 0]));
  return tenantIds.map((tenantId) => {
    const turn = Math.min((turns.get(tenantId) ?? 0) + 1, LOWEST_PRIORITY);
    turns.set(tenantId, turn);
    return turn;
  });
}
