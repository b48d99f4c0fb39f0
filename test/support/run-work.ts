import { createCircuitBreaker } from '../../jobs/circuit-breaker.js';
import { JOBS } from '../../jobs/job-definitions.js';
import type { RunOutcome } from '../../jobs/job-metrics.js';
import { LEASE_MS } from '../../jobs/lease.js';
import { createMutex } from '../../jobs/mutex.js';
import type { RateLimiter } from '../../jobs/rate-limits.js';
import { runJob } from '../../jobs/run-job.js';
import type { JobName, Ref, Work } from '../../src/domain/model/outbox-work.js';
import type { Ports } from '../../src/domain/ports.js';
import { Crash } from './hooked-ports.js';
import type { TestClock } from './memory/recorders.js';

/** A piece of outstanding work and the document that carries it. */
export interface Item {
  readonly ref: Ref;
  readonly work: Work;
}

/** A result of a run. `crashed`: its process died, and its lease goes on. */
export type Outcome = RunOutcome | 'crashed';

const FAR = new Date(8.64e15);

/** All work that is not dead, due or not, leased or not, the oldest first. */
export const outstanding = ({ worklist }: Ports): Promise<Item[]> => worklist.due(FAR, Number.POSITIVE_INFINITY);

/** The outstanding work that is due now. */
export async function dueWork(ports: Ports): Promise<Item[]> {
  const now = ports.clock.now();
  return (await outstanding(ports)).filter(({ work }) => work.at <= now);
}

const unlimited: RateLimiter = { take: async () => 0, block: async () => {} };

/**
 * Runs the job of one piece of work as a worker does, with the real runner and job table, and retry delays without
 * jitter.
 * @param through the ports that the runner and the verb see; `mortal` ones let the process crash
 * @param stopping aborted when the process ends
 */
export async function runOne(job: JobName, ref: Ref, through: Ports, stopping?: AbortSignal): Promise<Outcome> {
  const own = { limiter: unlimited, breaker: createCircuitBreaker(), ...(stopping && { stopping }) };
  const run = { ports: through, job, definition: JOBS[job], ...own };
  try {
    return (await runJob({ ...run, suspects: createMutex(), random: () => 0 }, ref)).outcome;
  } catch (error) {
    if (error instanceof Crash) return 'crashed';
    throw error;
  }
}

/** Runs several workers at once, each of which does due work until it finds none. */
export async function workTogether(
  ports: Ports,
  through: Ports,
  { workers = 3, pick }: { readonly workers?: number; readonly pick: (count: number) => number },
): Promise<void> {
  const idle = new Set<string>();
  const worker = async () => {
    for (;;) {
      const due = (await dueWork(ports)).filter(({ work }) => !idle.has(work.id));
      const item = due[pick(due.length) % due.length];
      if (!item) return;
      const outcome = await runOne(item.work.job, item.ref, through);
      if (outcome !== 'done') idle.add(item.work.id);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

export interface RunOptions {
  /** Returns the index of the next of so many due items; the first when absent. */
  readonly pick?: (count: number) => number;
  /** Milliseconds of time that pass; none when absent: then only due work is run. */
  readonly withinMs?: number;
}

/** The most jobs of a run: a longer chain does not end. */
const MOST_JOBS = 2000;

/**
 * Runs due work of all documents while `withinMs` go by: the clock moves on to the next due time, or to the end of a
 * dead process's lease, and at last to the end of the time.
 * @returns what became of every job, in order.
 * @throws Error when it finds no end.
 */
export async function runWork(ports: Ports & { readonly clock: TestClock }, options: RunOptions = {}) {
  const { pick = () => 0, withinMs = 0 } = options;
  const deadline = ports.clock.now().getTime() + withinMs;
  const ran: [JobName, Outcome][] = [];
  const held = new Set<string>();
  for (;;) {
    const batch = (await dueWork(ports)).filter(({ work }) => !held.has(work.id));
    if (batch.length === 0) {
      const next = await nextTime(ports, held);
      if (next === undefined || next > deadline) {
        ports.clock.set(new Date(deadline));
        return ran;
      }
      ports.clock.set(new Date(next));
      held.clear();
    }
    while (batch.length > 0) {
      const [item] = batch.splice(pick(batch.length) % batch.length, 1);
      if (!item) break;
      const outcome = await runOne(item.work.job, item.ref, ports);
      ran.push([item.work.job, outcome]);
      if (ran.length > MOST_JOBS) throw new Error(`no end of work: ${ran.slice(-10).join(' ')}`);
      if (outcome === 'nothing' || outcome === 'crashed') held.add(item.work.id);
    }
  }
}

/** Replays, as an operator does, the work that was given up because its workers died. @returns that work */
export async function replayKillers({ worklist, clock }: Pick<Ports, 'worklist' | 'clock'>): Promise<Item[]> {
  const killers = (await worklist.dead()).filter(({ work }) => work.error?.includes('its worker died'));
  for (const { ref, work } of killers) await worklist.retryDead(ref, work.id, clock.now());
  return killers;
}

/** Returns the next time at which something is due: a planned time, or the end of a lease. */
async function nextTime(ports: Ports, held: ReadonlySet<string>): Promise<number | undefined> {
  const now = ports.clock.now().getTime();
  const times = (await outstanding(ports)).map(({ work }) => (held.has(work.id) ? now + LEASE_MS : work.at.getTime()));
  return times.length > 0 ? Math.max(now + 1, Math.min(...times)) : undefined;
}
