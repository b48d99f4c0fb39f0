import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log, Worklist } from '../src/domain/ports.js';
import { errorFields } from '../src/lib/error-text.js';
import type { Queues } from './bullmq/queues.js';
import type { JobMetrics } from './metrics.js';

/** What a sweeper looks through, and how often. */
export interface SweeperOptions {
  readonly worklist: Worklist;
  readonly queues: Pick<Queues, 'offer' | 'ping'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: JobMetrics;
  /** Milliseconds between two sweeps, give or take a quarter. */
  readonly everyMs: number;
  /** For so long no other sweeper offers the same work. */
  readonly claimMs: number;
  /** The first sweep comes right after it. */
  readonly ready?: Promise<void>;
}

/** Work that is due for less than this is most likely on its way already. */
const GRACE_MS = 1000;

/** How many items one claim takes. */
const BATCH = 200;

/** How many claims one sweep makes, so that its timer stays a timer. */
const BATCHES = 20;

/**
 * Looks for work that is due and offers it to the queue again, whatever Redis forgot. It is a timer of this process,
 * because a scheduler inside Redis would be forgotten with the rest.
 * @returns a function that stops it, and resolves when the last sweep is over.
 */
export function startSweeper(options: SweeperOptions): () => Promise<void> {
  const stopped = new AbortController();
  const loop = async () => {
    await options.ready;
    while (!stopped.signal.aborted) {
      await sweepSafely(options);
      const pause = options.everyMs * (0.75 + Math.random() / 2);
      await sleep(pause, null, { signal: stopped.signal }).catch(() => {});
    }
  };
  const running = loop();
  return () => {
    stopped.abort();
    return running;
  };
}

/** One sweep. @returns how many items it offered. @throws when MongoDB or Redis does not answer. */
export async function sweep({ worklist, queues, clock, meter, claimMs }: SweeperOptions): Promise<number> {
  await queues.ping();
  let total = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const asOf = new Date(clock.now().getTime() - GRACE_MS);
    const due = await worklist.claimDue(asOf, claimMs + GRACE_MS, BATCH);
    if (due.length > 0) await queues.offer(due);
    total += due.length;
    meter.swept(due.length);
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
