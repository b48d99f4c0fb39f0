import type { Ports } from '../src/domain/ports.js';
import { type Machine, pause, thisMachine } from '../src/lib/clocks-and-timers.js';
import type { RunResult } from './run-context.js';
import { type Runner, workAfter } from './runner.js';
import { NEAR_MS, type QueueEntry, type WorkQueue } from './work-queue.js';

/** Settings of the workers of a process. */
export interface EntryOptions {
  readonly ports: Ports;
  readonly runner: Pick<Runner, 'run'>;
  readonly queue: Pick<WorkQueue, 'enqueue'>;
  /** This machine when absent. */
  readonly machine?: Machine;
}

/**
 * Runs the job of one entry of the queue. `delayed`: the entry waits again.
 * @throws when it could not be run
 */
export type QueueEntryProcessor = (entry: QueueEntry) => Promise<'done' | 'delayed'>;

/** Creates the function that runs entries of the queue. */
export function createQueueEntryProcessor(options: EntryOptions): QueueEntryProcessor {
  const { ports, runner, machine = thisMachine } = options;
  return async (entry) => {
    if (await isEarly(entry, ports, machine)) return 'delayed';
    return bringBack(options, entry, await runner.run(ports, entry.job, entry.ref));
  };
}

/** The longest delay in milliseconds that the process itself waits, because the queue would take as long. */
const NEARLY_MS = 100;

/** Returns an entry to the queue that came early from a machine whose clock is ahead of the database's. */
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
 * added during the run is enqueued again, since the lease had turned it away.
 */
async function bringBack(
  { queue, ports }: Pick<EntryOptions, 'queue' | 'ports'>,
  entry: QueueEntry,
  result: RunResult,
): Promise<'done' | 'delayed'> {
  const { ref } = entry;
  const { outcome, again, more = [] } = result;
  const waits = outcome === 'put-off' ? again : undefined;
  const left = waits ? more : workAfter(result);
  if (left.length > 0) await queue.enqueue(left.map((work) => ({ ref, work })));
  const waitMs = waits && waits.at.getTime() - ports.clock.now().getTime();
  if (waitMs === undefined || waitMs > NEAR_MS) return 'done';
  await entry.delay(waitMs);
  return 'delayed';
}
