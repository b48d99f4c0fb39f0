import type { Ports } from '../src/domain/ports.js';
import { errorFields } from '../src/lib/error-text.js';
import { type Machine, pause, thisMachine } from '../src/lib/machine.js';
import { createCircuitBreaker } from './circuit-breaker.js';
import type { HeldIndex } from './held-index.js';
import type { JobTable } from './job-definition.js';
import type { JobMetrics, RunOutcome } from './metrics.js';
import { createMutex } from './process-lock.js';
import type { RateLimiter } from './rate-limits.js';
import type { RunResult } from './run.js';
import { runJob } from './run-job.js';
import { NEAR_MS, type QueueEntry, type WorkQueue } from './work-queue.js';

/** Settings of the workers of a process. */
export interface EntryOptions {
  readonly ports: Ports;
  readonly table: JobTable;
  readonly queue: Pick<WorkQueue, 'enqueue'>;
  readonly limiter: RateLimiter;
  readonly held: Pick<HeldIndex, 'note'>;
  readonly metrics: JobMetrics;
  /** Aborted when the process ends and waits no longer. */
  readonly stopping: AbortSignal;
  /** This machine when absent. */
  readonly machine?: Machine;
  /** Returns a number from 0 up to 1. */
  readonly random?: () => number;
}

/**
 * Runs the job of one entry of the queue. `delayed`: the entry waits again.
 * @throws when it could not be run
 */
export type EntryProcessor = (entry: QueueEntry) => Promise<'done' | 'delayed'>;

/** Creates the function that runs entries of the queue. All of a process's entries share one circuit breaker. */
export function createEntryProcessor(options: EntryOptions): EntryProcessor {
  const { ports, table, metrics, machine = thisMachine, random = Math.random } = options;
  const { limiter, held, stopping } = options;
  const breaker = createCircuitBreaker(machine.monotonic);
  const shared = { ports, limiter, held, breaker, suspects: createMutex(), random, stopping, machine };
  return async (entry) => {
    const { job, ref } = entry;
    const begun = machine.monotonic();
    const ended = (outcome: RunOutcome) => metrics.ran(job, outcome, machine.monotonic() - begun);
    try {
      if (await isEarly(entry, ports, machine)) return 'delayed';
      const result = await runJob({ ...shared, job, definition: table[job] }, ref);
      ended(result.outcome);
      return await bringBack(options, entry, result);
    } catch (error) {
      ended('broken');
      ports.log.warn({ job, ...ref, ...errorFields(error) }, 'job.broken');
      throw error;
    }
  };
}

/** The wait in milliseconds that is spent in the process, because a delay in the queue would take as long. */
const NEARLY_MS = 100;

/** Sends an entry back that was let go early by a machine whose clock is ahead of the database's. */
async function isEarly(entry: QueueEntry, { clock }: Ports, machine: Machine): Promise<boolean> {
  const earlyMs = entry.dueAt - clock.now().getTime();
  if (earlyMs > NEARLY_MS) {
    await entry.delay(earlyMs);
    return true;
  }
  if (earlyMs > 0) await pause(machine, Math.ceil(earlyMs) + 1);
  return false;
}

/**
 * Puts work that is due again soon back into the queue: a retry as a new entry, a wait as the same one. Work that was
 * added meanwhile was turned away by the lease, and is enqueued again.
 */
async function bringBack(
  { queue, ports }: Pick<EntryOptions, 'queue' | 'ports'>,
  entry: QueueEntry,
  { outcome, again, more = [] }: RunResult,
): Promise<'done' | 'delayed'> {
  const { ref } = entry;
  if (more.length > 0) await queue.enqueue(more.map((work) => ({ ref, work })));
  if (!again) return 'done';
  const waitMs = again.at.getTime() - ports.clock.now().getTime();
  if (waitMs > NEAR_MS) return 'done';
  if (outcome === 'put-off') {
    await entry.delay(waitMs);
    return 'delayed';
  }
  const [work] = again.items;
  if (work) await queue.enqueue([{ ref, work }]);
  return 'done';
}
