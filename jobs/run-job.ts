import { Hopeless, Postponed, Refusal, TooEarly } from '../src/domain/model/errors.js';
import type { Ref, Workable } from '../src/domain/model/work.js';
import type { Begun } from '../src/domain/ports.js';
import { begunPorts } from './begun-ports.js';
import { awaitPlace, giveBack, giveUp, settle } from './handle-failure.js';
import { SLOW_PLACES } from './job-definition.js';
import { Interrupted, keepLease, LEASE_MS, type Lease, stopwatch } from './lease.js';
import { leasedPorts } from './leased-ports.js';
import type { Run, RunResult } from './run.js';
import { withTimeLimit } from './time-limit.js';

/** How long work waits for a place while its tenant's service fails. */
const NO_PLACE_MS = 2000;

/** How long work whose worker died waits while other such work runs in this process. */
const SUSPECT_MS = 1000;

/** Work that was begun so often, and ended never, is not begun again: it would kill one worker after the other. */
export const MOST_STARTS = 3;

/**
 * Does the outstanding work of one kind for one document, if any is due, and writes down what became of it.
 * @throws when MongoDB does not answer: the lease runs out and the sweeper brings the work again.
 */
export async function runJob(run: Run, ref: Ref): Promise<RunResult> {
  const { ports, job, definition, leaseMs = LEASE_MS } = run;
  const since = stopwatch();
  const begun = await ports.worklist.begin(job, ref, ports.clock.now(), leaseMs, definition.aheadMs);
  if (begun.items.length === 0) return { outcome: 'nothing' };
  const lease = keepLease({ ports, job, leaseMs }, ref, begun, since);
  try {
    return await runLeased(run, ref, begun, lease);
  } finally {
    await lease.end();
  }
}

async function runLeased(run: Run, ref: Ref, { starts, doc }: Begun, lease: Lease): Promise<RunResult> {
  if (starts > MOST_STARTS) return giveUp(run, ref, lease, killer(starts), starts > MOST_STARTS + 1);
  const cleared = starts > 1 ? run.suspects.tryLock() : () => {};
  if (!cleared) return giveBack(run, ref, lease, SUSPECT_MS * (1 + run.random()));
  try {
    return await runCleared(run, ref, doc, lease);
  } finally {
    cleared();
  }
}

/** It may be innocent, where others of the process killed it: an operator may replay it. */
const killer = (starts: number): Hopeless => new Hopeless(`its worker died or lost it ${starts - 1} times in a row`);

async function runCleared(run: Run, ref: Ref, doc: Workable | undefined, lease: Lease): Promise<RunResult> {
  const { ports, job, definition } = run;
  const begun = performance.now();
  const waitMs = await waitOf({ ...run, ports: begunPorts(ports, job, doc) }, ref);
  if (waitMs > 0) return awaitPlace(run, ref, lease, waitMs);
  const leave = run.breaker.enter(`${definition.queue}:${ref.tenantId}`, SLOW_PLACES[definition.queue]);
  if (!leave) return awaitPlace(run, ref, lease, NO_PLACE_MS * (1 + run.random()));
  const limitMs = Math.floor(definition.limitMs - (performance.now() - begun));
  const failure = await attempt({ ...run, ports: begunPorts(ports, job, doc) }, ref, lease, limitMs);
  leave(failure !== null && isTrouble(failure.error));
  if (failure) return settle(run, ref, lease, failure.error);
  await lease.end();
  const more = await ports.worklist.finish(job, ref, lease.items, ports.clock.now());
  return more.length > 0 ? whatCameMeanwhile(run, ref) : { outcome: 'done' };
}

/** Our lease kept everybody else off it. */
async function whatCameMeanwhile(run: Run, ref: Ref): Promise<RunResult> {
  const next = await runJob(run, ref);
  return next.outcome === 'nothing' ? { outcome: 'done' } : next;
}

async function waitOf({ ports, definition, limiter }: Run, ref: Ref): Promise<number> {
  const rateLimits = await definition.rateLimits?.(ports, ref);
  return rateLimits ? limiter.take(rateLimits) : 0;
}

/** A verb that was kept from something outside has not done it, whatever it made of that. */
async function attempt(run: Run, ref: Ref, lease: Lease, limitMs: number): Promise<{ error: unknown } | null> {
  const { ports, definition, stopping } = run;
  try {
    await withTimeLimit(() => definition.run(leasedPorts(ports, lease.check), ref), limitMs, stopping);
    return lease.refused() ? { error: new Interrupted('the lease is over', 0) } : null;
  } catch (error) {
    return { error };
  }
}

/** Somebody who answers, even with no, is well. */
const isTrouble = (error: unknown): boolean =>
  !(
    error instanceof Postponed ||
    error instanceof TooEarly ||
    error instanceof Hopeless ||
    error instanceof Refusal ||
    error instanceof Interrupted
  );
