import type { Clock, Log, Worklist } from '../src/domain/ports.js';
import { type Machine, pause, thisMachine } from '../src/lib/clocks-and-timers.js';
import { errorFields } from '../src/lib/error-text.js';
import type { JobMetrics } from './job-metrics.js';
import type { WorkQueue } from './work-queue.js';

/** The dependencies of a sweep. */
export interface SweepOptions {
  readonly worklist: Pick<Worklist, 'due'>;
  readonly queue: Pick<WorkQueue, 'missing' | 'enqueue'>;
  readonly clock: Clock;
  readonly metrics: JobMetrics;
}

/** Settings of a sweeper. */
export interface SweeperOptions extends SweepOptions {
  readonly queue: WorkQueue;
  readonly log: Log;
  /** Milliseconds between two sweeps, plus or minus a quarter. */
  readonly everyMs: number;
  /** The first sweep waits for this. */
  readonly ready?: Promise<void>;
  /** Registers what to call when the queue is back after an outage: the next sweep begins then. */
  readonly onReturn?: (call: () => void) => void;
  /** This machine when absent. */
  readonly machine?: Pick<Machine, 'after' | 'monotonic'>;
  /** Returns a number from 0 up to 1. */
  readonly random?: () => number;
}

/** Milliseconds for which work may be due before a sweep enqueues it, since it is on its way to the queue. */
const GRACE_MS = 1000;

/** Documents of each noun that a sweep reads at most. */
const MOST = 20_000;

/** Items that the queue is asked about at once. */
const BATCH = 500;

/** Milliseconds after which a sweep that has not ended is assumed to be dead. */
const SWEEP_MS = 5000;

/** The pause after a long sweep, as a multiple of its length. */
const PAUSES = 10;

/** The share of the interval between two sweeps in which no other process begins one. */
const PART = 0.7;

/**
 * Looks for due work at intervals and enqueues what is missing in the queue, in case Redis lost it. One process sweeps
 * at a time. Each process has its own timer, since a schedule in Redis would be lost with the work.
 * @returns a function that stops the sweeper and resolves after the last sweep.
 */
export function startSweeper(options: SweeperOptions): () => Promise<void> {
  const { machine = thisMachine, random = Math.random, everyMs } = options;
  let isStopped = false;
  let resting = new AbortController();
  const loop = async () => {
    await options.ready;
    while (!isStopped) {
      resting = new AbortController();
      await sweepSafely({ ...options, machine });
      if (!isStopped) await pause(machine, everyMs * (0.75 + random() / 2), resting.signal);
    }
  };
  options.onReturn?.(() => resting.abort());
  const running = loop();
  return () => {
    isStopped = true;
    resting.abort();
    return running;
  };
}

/**
 * Enqueues the due work that is missing in the queue. Writes nothing to MongoDB.
 * @returns the number of enqueued items.
 * @throws when MongoDB or Redis does not answer.
 */
export async function sweep({ worklist, queue, clock, metrics }: SweepOptions): Promise<number> {
  const due = await worklist.due(new Date(clock.now().getTime() - GRACE_MS), MOST);
  let total = 0;
  for (let from = 0; from < due.length; from += BATCH) {
    const missing = await queue.missing(due.slice(from, from + BATCH));
    if (missing.length > 0) await queue.enqueue(missing);
    total += missing.length;
  }
  metrics.swept(total);
  return total;
}

async function sweepSafely(options: SweeperOptions & { readonly machine: Pick<Machine, 'monotonic'> }): Promise<void> {
  const { queue, log, machine, everyMs } = options;
  try {
    if (!(await queue.beginSweep(SWEEP_MS))) return;
    const begun = machine.monotonic();
    const items = await sweep(options);
    await queue.endSweep(Math.max(everyMs * PART, (machine.monotonic() - begun) * PAUSES));
    if (items > 0) log.info({ items }, 'sweep.offered');
  } catch (error) {
    log.warn(errorFields(error), 'sweep.failed');
  }
}
