import { Duplicate, Hopeless, PlaceReserved, Postponed, Refusal, TooEarly } from '../src/domain/model/errors.js';
import type { JobName, Ref, Work } from '../src/domain/model/outbox-work.js';
import type { Begun, DocumentOf, Ports, Seen, Written } from '../src/domain/ports.js';
import { thisMachine } from '../src/lib/clocks-and-timers.js';
import type { LeavePlace } from './circuit-breaker.js';
import { giveBack, giveUp, handleFailure, waitForPlace } from './handle-failure.js';
import { SLOW_PLACES } from './job-definition.js';
import { Interrupted, keepLease, LEASE_MS, type Lease, stopwatch } from './lease.js';
import { leasedPorts } from './leased-ports.js';
import { noteBegun, readOncePorts } from './read-once-ports.js';
import type { Run, RunResult } from './run-context.js';
import { waitWithinTimeLimit } from './wait-within-time-limit.js';

/** Milliseconds that work waits for a place while its tenant's service fails. */
const NO_PLACE_MS = 2000;

/**
 * Milliseconds that work waits whose worker died, while other such work runs in this process: the time of a few runs,
 * since a worker may leave a lot.
 */
const SUSPECT_MS = 250;

/** Number of starts without a recorded result after which work is given up: it may kill one worker after another. */
export const MOST_STARTS = 3;

type Doc = DocumentOf<JobName>;

/**
 * Leases the due work of one job on one document, runs its verb, and records the result. Without a free place nothing
 * is read or written, unless somebody may have to be told of the delay.
 * @throws when MongoDB does not answer. The lease then expires, and the sweeper enqueues the work again.
 */
export async function runJob(run: Run, ref: Ref): Promise<RunResult> {
  const leave = enterPlace(run, ref);
  if (!leave && !run.definition.patience) return unbegun(run);
  try {
    return await beginJob(run, ref, leave);
  } finally {
    leave?.();
  }
}

async function beginJob(run: Run, ref: Ref, leave: LeavePlace | null): Promise<RunResult> {
  const { ports, job, definition, leaseMs = LEASE_MS, machine = thisMachine } = run;
  const since = stopwatch(machine);
  const begun = await timed(run, ports.worklist.begin(job, ref, ports.clock.now(), leaseMs, definition.aheadMs));
  if (!begun.doc || begun.items.length === 0) return { outcome: 'nothing' };
  return runBegun(run, ref, { ...begun, doc: begun.doc, since, ...(leave && { leave }) });
}

const enterPlace = ({ breaker, definition: { queue } }: Run, { tenantId }: Ref): LeavePlace | null =>
  breaker.enter(`${queue}:${tenantId}`, SLOW_PLACES[queue]);

/** Notes how long one command to MongoDB took. */
async function timed<T>({ pressure, machine = thisMachine }: Run, command: Promise<T>): Promise<T> {
  const begun = machine.monotonic();
  const answer = await command;
  pressure?.note(machine.monotonic() - begun);
  return answer;
}

const placeAgainInMs = ({ random }: Run): number => NO_PLACE_MS * (1 + random());

const unbegun = (run: Run): RunResult => ({
  outcome: 'put-off',
  again: { at: new Date(run.ports.clock.now().getTime() + placeAgainInMs(run)), items: [] },
});

/** Work that this process has leased, and the document that carries it. */
export interface Leased extends Begun {
  readonly doc: Doc;
  /** Returns the milliseconds since the lease was asked for. */
  readonly since: () => number;
  /** The reads of the run that wrote the work. */
  readonly seen?: Seen;
  /** Gives back the place that was taken before the lease. Absent: one has to be taken. */
  readonly leave?: LeavePlace;
}

/** Runs the verb for work that is already leased, and records the result. @throws as `runJob` */
export async function runBegun(run: Run, ref: Ref, begun: Leased): Promise<RunResult> {
  const { ports, job, leaseMs = LEASE_MS, machine = thisMachine } = run;
  const triedSince = unrecordedSince(run, begun);
  const lease = keepLease({ ports, job, leaseMs, machine, triedSince }, ref, begun, begun.since);
  try {
    return await runLeased(run, ref, begun, lease);
  } finally {
    await lease.end();
  }
}

/** Returns the earliest time at which a run whose result was not recorded may have begun. */
function unrecordedSince({ definition: { aheadMs = 0 } }: Run, { starts, items }: Leased): Date | undefined {
  if (starts <= 1) return undefined;
  return new Date(Math.min(...items.map(({ at }) => at.getTime())) - aheadMs);
}

async function runLeased(run: Run, ref: Ref, begun: Leased, lease: Lease): Promise<RunResult> {
  const { starts } = begun;
  if (starts > MOST_STARTS) return giveUp(run, ref, lease, diedError(starts), starts > MOST_STARTS + 1);
  const unlock = starts > 1 ? run.suspects.tryLock() : () => {};
  if (!unlock) return giveBack(run, ref, lease, SUSPECT_MS * (1 + run.random()));
  try {
    return await runWithPlace(run, ref, begun, lease);
  } finally {
    unlock();
  }
}

/**
 * The error of work whose worker died repeatedly. Other work of that process may have been the cause, so an operator
 * may retry the dead letter.
 */
const diedError = (starts: number): Hopeless => new Hopeless(`its worker died or lost it ${starts - 1} times in a row`);

async function runWithPlace(run: Run, ref: Ref, leased: Leased, lease: Lease): Promise<RunResult> {
  const { job, definition, limiter, machine = thisMachine } = run;
  const begun = machine.monotonic();
  const limit = definition.rateLimit?.(leased.doc);
  const waitMs = limit ? await limiter.take(limit, `${job}:${ref.tenantId}:${ref.id}`) : 0;
  if (waitMs > 0) return waitForPlace(run, ref, lease, waitMs);
  const leave = leased.leave ?? enterPlace(run, ref);
  if (!leave) return waitForPlace(run, ref, lease, placeAgainInMs(run));
  const limitMs = Math.floor(definition.limitMs - (machine.monotonic() - begun));
  const { error, result } = await attempt(run, ref, leased, lease, limitMs);
  leave(error !== undefined && isTrouble(error));
  if (error !== undefined) return handleFailure(run, ref, lease, error);
  await lease.end();
  const ended = await finish(run, ref, lease.items, result).then(
    (more) => ({ more }),
    (error: unknown) => {
      // another runner has written the same, and a retry finds it; a verb's transition fails as the verb does
      if (error instanceof Duplicate || result?.ending) return { error };
      throw error;
    },
  );
  if ('error' in ended) return handleFailure(run, ref, lease, ended.error);
  return ended.more.length > 0 ? runMore(run, ref, ended.more) : { outcome: 'done' };
}

/** Writes the verb's result with the end of the work. @returns the remaining work of this job on the document */
async function finish(run: Run, ref: Ref, items: Lease['items'], result?: Written): Promise<Work[]> {
  const { ports, job } = run;
  const { ending } = result ?? {};
  const end = () =>
    ending ? endWith(run, items, ending) : ports.worklist.finish(job, ref, items, ports.clock.now(), result);
  const more = await timed(run, result?.along ? together(ports, result.along, end) : end());
  if (more) return more;
  await result?.lost?.();
  return (await ports.worklist.finish(job, ref, items, ports.clock.now())) ?? [];
}

/** Ends the work with the verb's transition. @returns as `finish`; null where the transition does not apply */
async function endWith({ job }: Run, items: Lease['items'], ending: Ending): Promise<Work[] | null> {
  const after = await ending(items);
  const ended = new Set(items.map(({ id }) => id));
  return after ? after.work.filter((item) => item.job === job && !item.dead && !ended.has(item.id)) : null;
}

type Ending = NonNullable<Written['ending']>;

/** Makes the writes of the verb and the end of the work in one transaction. */
const together = (ports: Ports, along: () => Promise<void>, end: () => Promise<Work[] | null>) =>
  ports.atomically(async () => {
    await along();
    return end();
  });

/** Runs the work that was added during the run, since the lease kept it from every other runner. */
async function runMore(run: Run, ref: Ref, more: readonly Work[]): Promise<RunResult> {
  const next = await runJob(run, ref);
  if (next.outcome === 'nothing') return { outcome: 'done' };
  return next.again?.items.length === 0 ? { outcome: 'done', more } : next;
}

/** Calls the verb. A verb whose call was refused by the lease counts as failed, even if it returns. */
async function attempt(run: Run, ref: Ref, leased: Leased, lease: Lease, limitMs: number): Promise<Attempt> {
  const { definition, stopping, machine } = run;
  try {
    const ports = leasedPorts(definition.shows ? portsOfShow(run, ref, leased) : run.ports, lease);
    const call = async () => (await definition.run(ports, leased.doc, lease.triedSince())) || undefined;
    const result = await waitWithinTimeLimit(call, limitMs, stopping, machine);
    if (lease.refused()) throw new Interrupted('the lease is over', 0);
    return { ...(result && { result }) };
  } catch (error) {
    return { error: error ?? new Error('the verb threw nothing') };
  }
}

/** Returns the ports of a run; those of a run that only shows stored data read each document once. */
function portsOfShow({ ports, job }: Run, ref: Ref, { doc, seen }: Leased): Ports {
  const shared = seen ?? { reads: new Map() };
  noteBegun(shared, job, ref, doc);
  return readOncePorts(ports, shared);
}

/** The end of a verb: its result, if it has one, or the error that it threw. */
interface Attempt {
  readonly result?: Written;
  readonly error?: unknown;
}

/** Tells whether an error may mean that the service is unavailable; false for errors by which the service answered. */
const isTrouble = (error: unknown): boolean =>
  !(
    error instanceof Postponed ||
    error instanceof PlaceReserved ||
    error instanceof TooEarly ||
    error instanceof Hopeless ||
    error instanceof Refusal ||
    error instanceof Interrupted
  );
