import { Queue } from 'bullmq';
import type { JobName, Ref, Work } from '../../src/domain/model/outbox-work.js';
import type { Jobs, Log } from '../../src/domain/ports.js';
import { errorFields } from '../../src/lib/error-text.js';
import { type JobTable, QUEUE_NAMES, type QueueName, queueOf } from '../job-definition.js';
import { JOBS } from '../job-definitions.js';
import { type JobMetrics, noMetrics } from '../job-metrics.js';
import { NEAR_MS, type WorkItem, type WorkQueue } from '../work-queue.js';
import { createFairTurns } from './fair-turns.js';
import {
  probeWrite,
  producerConnection,
  type RedisAddress,
  type RedisConnection,
  requireReady,
} from './redis-connections.js';
import { redisKeys } from './redis-keys.js';
import { sendInBatches } from './send-in-batches.js';

/** Settings of the producers' side. */
export interface QueuesOptions extends RedisAddress {
  /** The prefix of the installation, in braces, such as `{baton}`. */
  readonly prefix: string;
  readonly log: Log;
  readonly metrics?: JobMetrics;
  readonly table?: JobTable;
}

/** The producers' side of the queues. Work that is due only after `NEAR_MS` is left to the sweeper. */
export interface Queues extends WorkQueue {
  readonly jobs: Jobs;
  readonly redis: RedisConnection;
  close(): Promise<void>;
}

/** Opens the producers' side of the queues. Does not wait for Redis. */
export function openQueues({ prefix, log, metrics = noMetrics, table = JOBS, ...address }: QueuesOptions): Queues {
  const redis = producerConnection(address, log);
  const queues = openEach(redis, prefix);
  const turns = createFairTurns(redis);
  const { sweeper } = redisKeys(prefix);

  /** Makes one call for each queue that has some of these items. */
  const perQueue = <T>(
    items: readonly WorkItem[],
    call: (queue: OpenQueue, mine: readonly WorkItem[]) => Promise<T>,
  ): Promise<T[]> =>
    Promise.all(
      QUEUE_NAMES.flatMap((name) => {
        const mine = items.filter(({ work }) => queueOf(table, work) === name);
        return mine.length > 0 ? [call(queues[name], mine)] : [];
      }),
    );

  async function enqueue(items: readonly WorkItem[]): Promise<void> {
    requireReady(redis);
    const now = Date.now();
    const near = items.filter(({ work }) => !work.dead && work.at.getTime() - now <= NEAR_MS);
    await perQueue(near, async (queue, mine) => {
      const tenants = mine.map(({ ref }) => ref.tenantId);
      const priorities = await turns.reserve(queue, tenants);
      await queue.addBulk(mine.map((one, at) => asJob(one, now, priorities[at] ?? 0)));
    });
  }

  /** A pipeline of one queue's keys: a cluster has them on one node. */
  async function missingIn(queue: OpenQueue, items: readonly WorkItem[]): Promise<readonly WorkItem[]> {
    const known = items.map((item) => ({ item, jobId: jobIdOf(item.work) }));
    const asked = redis.pipeline();
    for (const { jobId } of known) asked.exists(queue.toKey(jobId)).zscore(queue.toKey('delayed'), jobId);
    const answers = (await asked.exec()) ?? [];
    const entries = known.map((one, n) => ({
      ...one,
      isThere: answerOf(answers[2 * n]) === 1,
      score: answerOf(answers[2 * n + 1]),
    }));
    const late = entries.filter(({ item, score }) => isLate(item.work, score, Date.now()));
    await Promise.all(late.map(({ jobId }) => queue.remove(jobId)));
    return entries.filter((one) => !one.isThere || late.includes(one)).map(({ item }) => item);
  }

  const { add, idle } = sendInBatches(enqueue, (items, error) => {
    metrics.notQueued(items.length);
    log.warn({ items: items.length, ...errorFields(error) }, 'jobs.not-queued');
  });

  return {
    jobs: {
      dispatch: ({ tenantId, id, work }) => add(work.map((one) => ({ ref: { tenantId, id }, work: one }))),
    },
    redis,
    enqueue,
    missing: async (items) => (await perQueue(items, missingIn)).flat(),
    beginSweep: async (ms) => {
      requireReady(redis);
      return (await redis.set(sweeper, '', 'PX', Math.ceil(ms), 'NX')) !== null;
    },
    endSweep: async (ms) => void (await redis.pexpire(sweeper, Math.ceil(ms))),
    ping: () => probeWrite(redis, prefix),
    close: async () => {
      await idle();
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      redis.disconnect();
    },
  };
}

type OpenQueue = Queue<Ref, void, JobName>;

const openEach = (connection: RedisConnection, prefix: string) =>
  Object.fromEntries(
    QUEUE_NAMES.map((name) => {
      const queue: OpenQueue = new Queue(name, { connection, prefix: redisKeys(prefix).queue(name) });
      queue.on('error', () => {});
      return [name, queue];
    }),
  ) as Record<QueueName, OpenQueue>;

/**
 * Returns the job id of work and its attempt: BullMQ ignores a second job with the id of a waiting one, but accepts the
 * next attempt. BullMQ allows no colons in ids.
 */
const jobIdOf = ({ id, attempts }: Work): string => `${id}-${attempts}`;

/** Returns the answer to a command of a pipeline. @throws when the command failed */
function answerOf([error, answer]: [Error | null, unknown] = [new Error('Redis did not answer'), null]): unknown {
  if (error) throw error;
  return answer;
}

/** Milliseconds for which an entry may wait although its work is due: a circuit breaker delays entries for less. */
const LATE_MS = 5000;

/**
 * Tells whether an entry waits for much later than its work is due.
 * @param score of the entry among the delayed ones, which BullMQ counts in 4096ths of a millisecond; null for all other
 * entries
 */
const isLate = ({ at }: Work, score: unknown, now: number): boolean =>
  score !== null && Number(score) / 0x1000 > Math.max(at.getTime(), now) + LATE_MS;

/** Describes a piece of work to BullMQ. `timestamp + delay` is the due time. */
function asJob({ ref, work }: WorkItem, now: number, priority: number) {
  const due = work.at.getTime();
  const delay = Math.max(0, due - now);
  return {
    name: work.job,
    data: { tenantId: ref.tenantId, id: ref.id },
    opts: {
      jobId: jobIdOf(work),
      timestamp: due - delay,
      delay,
      priority,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}
