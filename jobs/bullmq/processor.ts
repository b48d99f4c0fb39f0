import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job } from 'bullmq';
import type { JobName, Ref } from '../../src/domain/model/work.js';
import type { Ports } from '../../src/domain/ports.js';
import { errorFields } from '../../src/lib/error-text.js';
import { createCircuitBreaker } from '../circuit-breaker.js';
import type { JobTable } from '../job-definition.js';
import type { JobMetrics, RunOutcome } from '../metrics.js';
import { createMutex } from '../process-lock.js';
import type { RunResult } from '../run.js';
import { runJob } from '../run-job.js';
import { createHeldIndex } from './held-index.js';
import { NEAR_MS, type Queues } from './queues.js';
import { createRateLimiter } from './rate-limiter.js';

/** A job as Redis keeps it: ids and nothing else. */
export type QueuedJob = Job<Ref, void, JobName>;

/** Runs one job. @throws DelayedError when it goes back to wait, else what kept it from being run. */
export type Processor = (job: QueuedJob, token?: string) => Promise<void>;

interface ProcessorOptions {
  readonly ports: Ports;
  readonly prefix: string;
  readonly metrics: JobMetrics;
  readonly table: JobTable;
  readonly queues: Queues;
  /** Aborted when the process ends and waits no longer. */
  readonly stopping: AbortSignal;
}

/** Creates the function that a BullMQ worker calls with a job. */
export function createProcessor({ ports, prefix, metrics, table, queues, stopping }: ProcessorOptions): Processor {
  const { redis } = queues;
  const [limiter, held, suspects] = [createRateLimiter(redis, prefix), createHeldIndex(redis, prefix), createMutex()];
  const shared = { ports, limiter, held, breaker: createCircuitBreaker(), suspects, random: Math.random, stopping };
  return async (job, token) => {
    const begun = performance.now();
    const ended = (outcome: RunOutcome) => metrics.ran(job.name, outcome, performance.now() - begun);
    try {
      await awaitDue(job, token, ports.clock.now());
      const run = { ...shared, job: job.name, definition: table[job.name] };
      const result = await runJob(run, job.data);
      ended(result.outcome);
      await bringBack({ queues, ports }, job, token, result);
    } catch (error) {
      if (error instanceof DelayedError) throw error;
      ended('broken');
      ports.log.warn({ job: job.name, ...job.data, ...errorFields(error) }, 'job.broken');
      throw error;
    }
  };
}

/** The wait in milliseconds that is spent in the process, because a delay in Redis would take as long. */
const NEARLY_MS = 100;

/** Sends a job back that was let go early by a machine whose clock is ahead of the database's. @throws DelayedError */
async function awaitDue(job: QueuedJob, token: string | undefined, now: Date): Promise<void> {
  const earlyMs = job.timestamp + (job.opts.delay ?? 0) - now.getTime();
  if (earlyMs > NEARLY_MS) await waitFor(job, token, earlyMs);
  if (earlyMs > 0) await sleep(Math.ceil(earlyMs) + 1);
}

/** BullMQ goes by the clock of this machine. @throws DelayedError */
async function waitFor(job: QueuedJob, token: string | undefined, ms: number): Promise<never> {
  await job.moveToDelayed(Date.now() + Math.ceil(ms) + 1, token);
  throw new DelayedError();
}

/**
 * Puts work that is due again soon back into Redis: a retry under a new job id, a wait as the same job. Work that was
 * added meanwhile was turned away by the lease, and is enqueued again.
 */
async function bringBack(
  { queues, ports }: Pick<ProcessorOptions, 'queues' | 'ports'>,
  job: QueuedJob,
  token: string | undefined,
  result: RunResult,
): Promise<void> {
  const { outcome, again, more = [] } = result;
  if (more.length > 0) await queues.enqueue(more.map((work) => ({ ref: job.data, work })));
  if (!again) return;
  const waitMs = again.at.getTime() - ports.clock.now().getTime();
  if (waitMs > NEAR_MS) return;
  if (outcome === 'put-off') await waitFor(job, token, waitMs);
  const [work] = again.items;
  if (work) await queues.enqueue([{ ref: job.data, work }]);
}
