import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { JobName, Ref, Work } from '../../src/domain/model/work.js';
import type { Jobs, Log } from '../../src/domain/ports.js';
import { errorFields } from '../../src/lib/error-text.js';
import { type JobTable, QUEUE_NAMES, type QueueName } from '../job-definition.js';
import { JOBS } from '../job-definitions.js';
import { type JobMetrics, noMetrics } from '../metrics.js';
import { batch } from './batch.js';
import { probeWrite, producerConnection } from './redis.js';
import { takeTurns } from './tenant-priorities.js';

/** Which Redis, under which prefix, and who is told of what could not be queued. */
export interface QueuesOptions {
  readonly redisUrl: string;
  /** In braces, such as `{baton}`: a Redis Cluster keeps all of it on one node. */
  readonly prefix: string;
  readonly log: Log;
  readonly meter?: JobMetrics;
  readonly table?: JobTable;
}

/** One piece of work to be handed over. */
export interface Offer {
  readonly ref: Ref;
  readonly work: Work;
}

/**
 * The side of the queues that hands work over. Nothing here is needed for work to be done, only to have it done soon.
 */
export interface Queues {
  readonly jobs: Jobs;
  readonly redis: Redis;
  /** Hands work over; what is due only after `NEAR_MS` is left to the sweeper. @throws when Redis does not answer. */
  offer(offers: readonly Offer[]): Promise<void>;
  /** @throws when Redis does not answer, or takes no writes. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Work that is due sooner waits in Redis and runs on time; later work waits in MongoDB and runs within seconds. */
export const NEAR_MS = 10 * 60 * 1000;

/** Opens the producers' side of the queues. Does not wait for Redis. */
export function openQueues({ redisUrl, prefix, log, meter = noMetrics, table = JOBS }: QueuesOptions): Queues {
  const redis = producerConnection(redisUrl, log);
  const queues = openEach(redis, prefix);
  const turns = takeTurns();

  async function offer(offers: readonly Offer[]): Promise<void> {
    if (redis.status !== 'ready') throw new Error('Redis is not connected');
    const now = Date.now();
    const near = offers.filter(({ work }) => !work.dead && work.at.getTime() - now <= NEAR_MS);
    const adding = QUEUE_NAMES.map(async (name) => {
      const mine = near.filter(({ work }) => table[work.job]?.queue === name);
      const jobs = mine.map((one) => asJob(one, now, turns.next(name, one.ref.tenantId)));
      if (jobs.length > 0) await queues[name].addBulk(jobs);
    });
    await Promise.all(adding);
  }

  const { add, idle } = batch(offer, (offers, error) => {
    meter.notQueued(offers.length);
    log.warn({ items: offers.length, ...errorFields(error) }, 'jobs.not-queued');
  });

  return {
    jobs: {
      dispatch: ({ tenantId, id, work }) => add(work.map((one) => ({ ref: { tenantId, id }, work: one }))),
    },
    redis,
    offer,
    ping: () => probeWrite(redis, prefix),
    close: async () => {
      await idle();
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      redis.disconnect();
    },
  };
}

const openEach = (connection: Redis, prefix: string) =>
  Object.fromEntries(
    QUEUE_NAMES.map((name) => {
      const queue = new Queue<Ref, void, JobName>(name, { connection, prefix });
      queue.on('error', () => {});
      return [name, queue];
    }),
  ) as Record<QueueName, Queue<Ref, void, JobName>>;

/**
 * The id says which try of which work it is: the same again is swallowed while it waits, the next try is not.
 * BullMQ allows no colons in it. The timestamp and the delay add up to when the work is due.
 */
function asJob({ ref, work }: Offer, now: number, priority: number) {
  const due = work.at.getTime();
  const delay = Math.max(0, due - now);
  return {
    name: work.job,
    data: { tenantId: ref.tenantId, id: ref.id },
    opts: {
      jobId: `${work.id}-${work.attempts}`,
      timestamp: due - delay,
      delay,
      priority,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}
