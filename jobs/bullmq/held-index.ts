import type { Redis } from 'ioredis';

/** Work that waits longer than its own delays: a service asked to be left alone, or the configuration is at fault. */
export interface Held {
  /** What is held, such as `marketplace:T1`, `slack:T1:C1` or `forward-decision:T1`. */
  readonly key: string;
  readonly why: string;
  /** When it began to be held, without a pause of more than `PAUSE_MS`. */
  readonly since: Date;
  /** When it is tried again. */
  readonly until: Date;
}

/** What all processes hold, for operators to see. Nothing depends on it: without Redis it is empty. */
export interface HeldIndex {
  /** Notes that `key` is held for so many milliseconds from now. */
  note(key: string, why: string, ms: number): Promise<void>;
  /** The `MOST` that are held the longest from now, and those that were let go within `PAUSE_MS`. */
  list(): Promise<Held[]>;
}

/** Held again within so many milliseconds, it counts as held all along. */
const PAUSE_MS = 2 * 60 * 1000;

const MOST = 100;

/** Keeps the index in Redis. `prefix` is that of the queues. */
export function heldIndex(redis: Redis, prefix: string): HeldIndex {
  const [UNTIL, SINCE] = [`${prefix}:held:until`, `${prefix}:held:since`];
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

  async function list(): Promise<Held[]> {
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
