import type { JobTable } from '../job-definition.js';
import type { JobMetrics } from '../job-metrics.js';
import { createRunner, type Runner } from '../runner.js';
import type { Queues } from './queues.js';
import { createRedisHeldWorkIndex } from './redis-held-work-index.js';
import { createRedisRateLimiter } from './redis-rate-limiter.js';

interface QueueRunnerOptions {
  readonly queues: Pick<Queues, 'redis'>;
  readonly prefix: string;
  readonly metrics: JobMetrics;
  readonly table: JobTable;
}

/** Creates the runner of a process, with the rate limits and the held index that all processes share in Redis. */
export const createQueueRunner = ({ queues: { redis }, prefix, metrics, table }: QueueRunnerOptions): Runner =>
  createRunner({
    table,
    metrics,
    limiter: createRedisRateLimiter(redis, prefix),
    held: createRedisHeldWorkIndex(redis, prefix),
  });
