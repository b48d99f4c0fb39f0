import { Hopeless, Postponed, Refusal } from '../src/domain/errors.js';
import type { Ref } from '../src/domain/work.js';
import { begunPorts } from './begun-ports.js';
import { SLOW_PLACES } from './definition.js';
import type { Run, RunResult } from './run.js';
import { putOff, settle } from './settle.js';
import { withTimeLimit } from './time-limit.js';

/** How long work waits for a place while its tenant's service fails. */
const NO_PLACE_MS = 2000;

/** The share of a lease in which work must be done: the rest is for writing down what became of it. */
const FOR_WORK = 0.9;

/**
 * Does the outstanding work of one kind for one document, if any is due, and writes down what became of it.
 * @param asOf what counts as now for what is due.
 * @throws when MongoDB does not answer: the lease runs out and the sweeper brings the work again.
 */
export async function runJob(run: Run, ref: Ref, asOf: Date): Promise<RunResult> {
  const { ports, job, definition } = run;
  const end = performance.now() + definition.leaseMs * FOR_WORK;
  const { items, doc } = await ports.worklist.begin(job, ref, asOf, definition.leaseMs, definition.aheadMs);
  if (items.length === 0) return { outcome: 'nothing' };
  const waitMs = await waitOf({ ...run, ports: begunPorts(ports, job, doc) }, ref);
  if (waitMs > 0) return putOff(run, ref, items, waitMs);
  const leave = run.troubles.enter(`${definition.queue}:${ref.tenantId}`, SLOW_PLACES[definition.queue]);
  if (!leave) return putOff(run, ref, items, NO_PLACE_MS * (1 + run.random()));
  const failure = await attempt({ ...run, ports: begunPorts(ports, job, doc) }, ref, end);
  leave(failure !== null && isTrouble(failure.error));
  if (failure) return settle(run, ref, items, failure.error);
  const more = await ports.worklist.finish(job, ref, items, ports.clock.now());
  return more.length > 0 ? whatCameMeanwhile(run, ref, asOf) : { outcome: 'done' };
}

/** Our lease kept everybody else off it. */
async function whatCameMeanwhile(run: Run, ref: Ref, asOf: Date): Promise<RunResult> {
  const now = Math.max(asOf.getTime(), run.ports.clock.now().getTime());
  const next = await runJob(run, ref, new Date(now));
  return next.outcome === 'nothing' ? { outcome: 'done' } : next;
}

async function waitOf({ ports, definition, limits }: Run, ref: Ref): Promise<number> {
  const paces = await definition.paces?.(ports, ref);
  return paces ? limits.ask(paces) : 0;
}

/** @param end of the time for it, as `performance.now()` tells it. */
async function attempt({ ports, definition }: Run, ref: Ref, end: number): Promise<{ error: unknown } | null> {
  try {
    await withTimeLimit(() => definition.run(ports, ref), Math.floor(end - performance.now()));
    return null;
  } catch (error) {
    return { error };
  }
}

/** Somebody who answers, even with no, is well. */
const isTrouble = (error: unknown): boolean =>
  !(error instanceof Postponed || error instanceof Hopeless || error instanceof Refusal);
