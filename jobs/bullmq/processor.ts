import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job } from 'bullmq';
import type { JobName, Ref } from '../../src/domain/model/work.js';
import type { Ports } from '../../src/domain/ports.js';
import type { RunResult } from '../run.js';
import { type Runner, workAfter } from '../runner.js';
import { NEAR_MS, type Queues } from './queues.js';

/** A job as Redis keeps it: ids and nothing else. */
export type QueuedJob = Job<Ref, void, JobName>;

/** Runs one job. @throws DelayedError when it goes back to wait, else what kept it from being run. */
export type Processor = (job: QueuedJob, token?: string) => Promise<void>;

interface ProcessorOptions {
  readonly ports: Ports;
  readonly runner: Runner;
  readonly queues: Queues;
}

/** Creates the function that a BullMQ worker calls with a job. */
export function createProcessor({ ports, runner, queues }: ProcessorOptions): Processor {
  return async (job, token) => {
    await awaitDue(job, token, ports.clock.now());
    const result = await runner.run(ports, job.name, job.data);
    await bringBack({ queues, ports }, job, token, result);
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
  const isPutOff = outcome === 'put-off' && again;
  const left = isPutOff ? more : workAfter(result);
  if (left.length > 0) await queues.enqueue(left.map((work) => ({ ref: job.data, work })));
  if (!isPutOff) return;
  const waitMs = again.at.getTime() - ports.clock.now().getTime();
  if (waitMs <= NEAR_MS) await waitFor(job, token, waitMs);
}
