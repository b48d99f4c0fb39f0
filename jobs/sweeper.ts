import type { Clock, Log, Worklist } from '../src/domain/ports.js';
import { errorFields } from '../src/lib/error-text.js';
import { type Machine, pause, thisMachine } from '../src/lib/machine.js';
import type { JobMetrics } from './metrics.js';
import type { WorkQueue } from './work-queue.js';

/** Settings of a sweeper. */
export interface SweeperOptions {
  readonly worklist: Pick<Worklist, 'claimDue'>;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: JobMetrics;
  /** Milliseconds between two sweeps, plus or minus a quarter. */
  readonly everyMs: number;
  /** Milliseconds for which no other sweeper enqueues the same work. */
  readonly claimMs: number;
  /** The first sweep waits for this. */
  readonly ready?: Promise<void>;
  /** This machine when absent. */
  readonly machine?: Pick<Machine, 'after'>;
  /** Returns a number from 0 up to 1. */
  readonly random?: () => number;
}

/** Work that has been due for less than this, in milliseconds, is most likely in the queue already. */
const GRACE_MS = 1000;

/** Items per claim. */
const BATCH = 200;

/** Claims per sweep. */
const BATCHES = 20;

/**
 * Looks for due work at intervals and enqueues it again, in case Redis lost it. The timer is this process's own: a
 * scheduler in Redis would be lost with the work.
 * @returns a function that stops the sweeper and resolves after the last sweep.
 */
export function startSweeper(options: SweeperOptions): () => Promise<void> {
  const { machine = thisMachine, random = Math.random, everyMs } = options;
  const stopped = new AbortController();
  const loop = async () => {
    await options.ready;
    while (!stopped.signal.aborted) {
      await sweepSafely(options);
      await pause(machine, everyMs * (0.75 + random() / 2), stopped.signal);
    }
  };
  const running = loop();
  return () => {
    stopped.abort();
    return running;
  };
}

/** Sweeps once. @returns how many items were enqueued. @throws when MongoDB or Redis does not answer. */
export async function sweep({ worklist, queue, clock, metrics, claimMs }: SweeperOptions): Promise<number> {
  await queue.ping();
  let total = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const asOf = new Date(clock.now().getTime() - GRACE_MS);
    const due = await worklist.claimDue(asOf, claimMs + GRACE_MS, BATCH);
    if (due.length > 0) await queue.enqueue(due);
    total += due.length;
    metrics.swept(due.length);
    if (due.length < BATCH) break;
  }
  return total;
}

async function sweepSafely(options: SweeperOptions): Promise<void> {
  try {
    const items = await sweep(options);
    if (items > 0) options.log.info({ items }, 'sweep.offered');
  } catch (error) {
    options.log.warn(errorFields(error), 'sweep.failed');
  }
}
