import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { redisKeys } from '../../../jobs/bullmq/redis-keys.js';
import { QUEUE_NAMES } from '../../../jobs/job-definition.js';
import type { Ref } from '../../../src/domain/model/outbox-work.js';
import type { WireEntry } from './wire-log.js';

/** Watches the queues of a demo, from outside. */
export interface JobWatch {
  close(): Promise<void>;
}

interface Seen {
  readonly name: string;
  readonly ref: Promise<Ref | undefined>;
  begun?: number;
}

/** Reports every job that a worker has run. Work that finishes before it was looked at is reported without its ids. */
export function watchJobs(redisUrl: string, prefix: string, report: (entry: WireEntry) => void): JobWatch {
  const connect = () => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => {});
    return redis;
  };
  const shared = connect();
  const watched = QUEUE_NAMES.map((name) => {
    const [connection, options] = [connect(), { prefix: redisKeys(prefix).queue(name), skipVersionCheck: true }];
    const queue = new Queue<Ref>(name, { ...options, connection: shared });
    const events = new QueueEvents(name, { ...options, connection });
    queue.on('error', () => {});
    events.on('error', () => {});
    watch(queue, events, report);
    return async () => {
      await events.close().catch(() => {});
      await queue.close().catch(() => {});
      connection.disconnect();
    };
  });
  return {
    close: async () => {
      await Promise.all(watched.map((close) => close()));
      shared.disconnect();
    },
  };
}

function watch(queue: Queue<Ref>, events: QueueEvents, report: (entry: WireEntry) => void): void {
  const seen = new Map<string, Seen>();
  const end = async (jobId: string, error?: string) => {
    const job = seen.get(jobId);
    seen.delete(jobId);
    if (!job) return;
    const ref = await job.ref;
    report({
      kind: 'job',
      ...{ what: job.name, about: ref?.id ?? '', outcome: error ?? 'done', ok: error === undefined },
      ms: performance.now() - (job.begun ?? performance.now()),
      attempt: 1 + (Number(/-(\d+)$/.exec(jobId)?.[1]) || 0),
      ...{ sent: ref ?? {}, answered: error ?? null },
    });
  };
  events.on('added', ({ jobId, name }) => {
    const ref = queue.getJob(jobId).then(
      (job) => job?.data,
      () => undefined,
    );
    seen.set(jobId, { name, ref });
  });
  events.on('active', ({ jobId }) => {
    const job = seen.get(jobId);
    if (job) job.begun = performance.now();
  });
  events.on('completed', ({ jobId }) => void end(jobId));
  events.on('failed', ({ jobId, failedReason }) => void end(jobId, failedReason));
}
