import { DelayedError, type Job } from 'bullmq';
import { errorFields } from '../src/domain/error-text.js';
import type { Ports } from '../src/domain/ports.js';
import type { JobName, Ref } from '../src/domain/work.js';
import type { JobTable } from './definition.js';
import { heldIndex } from './held.js';
import { createLimits } from './limits.js';
import type { JobMeter, RunOutcome } from './meter.js';
import { NEAR_MS, type Queues } from './queues.js';
import type { RunResult } from './run.js';
import { runJob } from './run-job.js';
import { watchTroubles } from './troubles.js';

/** A job as Redis keeps it: ids and nothing else. */
export type QueuedJob = Job<Ref, void, JobName>;

/** Runs one job. @throws DelayedError when it goes back to wait, else what kept it from being run. */
export type Processor = (job: QueuedJob, token?: string) => Promise<void>;

interface Setting {
  readonly ports: Ports;
  readonly prefix: string;
  readonly meter: JobMeter;
  readonly table: JobTable;
  readonly queues: Queues;
}

/** What a BullMQ worker does with a job. */
export function createProcessor({ ports, prefix, meter, table, queues }: Setting): Processor {
  const { redis } = queues;
  const [limits, held] = [createLimits(redis, prefix), heldIndex(redis, prefix)];
  const shared = { ports, limits, held, troubles: watchTroubles(), random: Math.random };
  return async (job, token) => {
    const begun = performance.now();
    const ended = (outcome: RunOutcome) => meter.ran(job.name, outcome, performance.now() - begun);
    try {
      const run = { ...shared, job: job.name, definition: table[job.name] };
      const result = await runJob(run, job.data, dueBy(job, ports.clock.now()));
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

/** Another machine's clock may be ahead of ours: what it let go was due. */
const dueBy = ({ timestamp, opts }: QueuedJob, now: Date): Date =>
  new Date(Math.max(now.getTime(), timestamp + (opts.delay ?? 0)));

/**
 * What is due again soon waits in Redis: the next try under its own id, a wait as the same job. What came meanwhile has
 * been in the queue and found itself kept off: it goes there again.
 */
async function bringBack(
  { queues, ports }: Pick<Setting, 'queues' | 'ports'>,
  job: QueuedJob,
  token: string | undefined,
  result: RunResult,
): Promise<void> {
  const { outcome, again, more = [] } = result;
  if (more.length > 0) await queues.offer(more.map((work) => ({ ref: job.data, work })));
  if (!again || again.at.getTime() - ports.clock.now().getTime() > NEAR_MS) return;
  if (outcome === 'put-off') {
    await job.moveToDelayed(again.at.getTime(), token);
    throw new DelayedError();
  }
  const [work] = again.items;
  if (work) await queues.offer([{ ref: job.data, work }]);
}
