import type { JobName, Ref, Work, Workable } from '../src/domain/model/outbox-work.js';
import type { DocumentOf, Jobs, Ports, Seen } from '../src/domain/ports.js';
import { type Machine, thisMachine } from '../src/lib/clocks-and-timers.js';
import { inFlight } from '../src/lib/in-flight.js';
import type { JobTable } from './job-definition.js';
import { LEASE_MS, stopwatch } from './lease.js';
import { type Runner, workAfter } from './runner.js';

/**
 * Runs new work in the process that writes it. Such work is written with its lease, so that it needs neither the queue
 * nor another write before it runs. All other work goes through the queue.
 */
export interface InPlace {
  /**
   * Reserves places for items that are due soon, while there are any. Call it before the items are written.
   * @param seen what the writer has read, for the runs of the items
   */
  reserve(ref: Ref, work: readonly Work[], seen?: Seen): Reserved;
  /** Accepts no more work. @returns true when all runs ended within so many milliseconds */
  close(deadlineMs: number): Promise<boolean>;
}

/** Work that is about to be written, with places for it in this process. */
export interface Reserved {
  /** The items as they must be written: some with a lease, and due now. */
  readonly work: readonly Work[];
  /** Runs the leased items when they are due. @param doc the document after the write, with the leases of its work */
  start(doc: Workable): void;
  /** Releases the places, because nothing was written. */
  drop(): void;
}

/** Decides whether this process runs one more item of a tenant in place, without the queue. */
export type InPlaceAdmission = (tenantId: string) => boolean;

/** Calls a function at a time, or at once when that is past. */
export type Schedule = (at: Date, call: () => Promise<void>) => void;

/** Settings of runs in place. */
export interface InPlaceOptions {
  readonly runner: Runner;
  readonly table: JobTable;
  /** The queue, for work that remains after a run. */
  readonly jobs: Jobs;
  readonly admits: InPlaceAdmission;
  /** Calls by the machine's timers when absent. */
  readonly schedule?: Schedule;
  /** This machine when absent. */
  readonly machine?: Machine;
  readonly leaseMs?: number;
}

/** Milliseconds after which due work goes to the queue. Far less than a lease, which begins with the write. */
const SOON_MS = 2000;

/** The most runs at a time: as many as of one queue of a worker. */
const PLACES = 20;

/** The most runs that wait for their time. */
const WAITING = 200;

/**
 * Runs of one tenant, at most, apart from those that gather: a flood that begins would otherwise have the process to
 * itself before anything shows that it is one.
 */
export const OF_ONE_TENANT = 8;

/**
 * Runs of one tenant, at most, for work that an announcement causes, such as the edits of a job's cards. More than
 * `OF_ONE_TENANT`: such work reads nothing in place, and would cost five more commands by the queue.
 */
export const OF_ONE_TENANT_ANNOUNCED = 12;

/**
 * A run of a job on a document in this process, from the reservation of its place to its end. Outbox items that are
 * written before it begins join it and share its lease.
 */
interface Flight {
  readonly ref: Ref;
  readonly job: JobName;
  /** The end of the lease. */
  readonly until: Date;
  /** Returns the milliseconds since the lease was taken. */
  readonly since: () => number;
  /** The items that are written. */
  readonly items: Work[];
  /** Writes that will add items. */
  writes: number;
  /** The document as it was written last; absent before that. */
  doc?: Workable;
  /** The reads of the writer of that document. */
  seen?: Seen | undefined;
  hasBegun: boolean;
  /** Frees the place. */
  readonly end: () => void;
}

/**
 * Creates the place where new work runs.
 * @param ports returns the ports of the runs, whose writes come here again
 */
export function createInPlace(options: InPlaceOptions, ports: () => Ports): InPlace {
  const { runner, table, jobs, admits, leaseMs = LEASE_MS, machine = thisMachine } = options;
  const now = () => ports().clock.now();
  const schedule = options.schedule ?? byTimer(machine, now);
  const waitingOrRunning = new Map<string, Flight>();
  const ends = inFlight();
  let running = 0;
  let isClosed = false;

  const gathers = (job: JobName): boolean => table[job].gatherMs !== undefined;

  /** Counts a tenant's runs, apart from those that gather. There are few enough to count them each time. */
  function countOf(tenantId: string): number {
    let runs = 0;
    for (const { ref, job } of waitingOrRunning.values()) if (ref.tenantId === tenantId && !gathers(job)) runs += 1;
    return runs;
  }

  const hasRoom = (tenantId: string, job: JobName, most: number): boolean =>
    waitingOrRunning.size < WAITING && (gathers(job) || countOf(tenantId) < most);

  function open({ tenantId, id }: Ref, job: JobName): Flight {
    const ref = { tenantId, id };
    const key = keyOf(ref, job);
    const until = new Date(now().getTime() + leaseMs);
    let ended = () => {};
    void ends.track(new Promise<void>((resolve) => (ended = resolve)));
    const end = () => {
      waitingOrRunning.delete(key);
      ended();
    };
    const flight: Flight = { ref, job, until, since: stopwatch(machine), items: [], writes: 0, hasBegun: false, end };
    waitingOrRunning.set(key, flight);
    return flight;
  }

  /** Returns the run that an item joins or begins. Null where the item has to go through the queue. */
  function place(ref: Ref, { job, at }: Work, most: number): Flight | null {
    if (!table[job].inPlace || at.getTime() - now().getTime() > SOON_MS) return null;
    const known = waitingOrRunning.get(keyOf(ref, job));
    if (known) return known.hasBegun ? null : known;
    if (isClosed || !hasRoom(ref.tenantId, job, most) || !admits(ref.tenantId)) return null;
    return open(ref, job);
  }

  /** Adds written items to a run, unless it has begun meanwhile or another runner has this job on this document. */
  function join(flight: Flight, mine: readonly LeasedItem[], doc: Workable, seen?: Seen): void {
    flight.writes -= 1;
    const items = mine.map(({ item }) => item);
    if (flight.hasBegun || hasOtherRunner(doc, flight, items, now())) {
      void ends.track(giveBack(flight, items));
      leave(flight);
      return;
    }
    flight.items.push(...items);
    if (!flight.doc || revisionOf(doc) >= revisionOf(flight.doc)) {
      flight.doc = doc;
      flight.seen = seen;
    }
    const due = Math.min(...mine.map(({ dueAt }) => dueAt.getTime()));
    schedule(new Date(due), () => begin(flight));
  }

  const leave = (flight: Flight): void => {
    if (flight.writes === 0 && flight.items.length === 0) flight.end();
  };

  async function begin(flight: Flight): Promise<void> {
    if (flight.hasBegun || !flight.doc) return;
    flight.hasBegun = true;
    if (running >= PLACES) await giveBack(flight, flight.items);
    else await run(flight, flight.doc);
    flight.end();
  }

  /** Gives work to the queue. A failure was logged already: the lease expires, and the sweeper enqueues the work. */
  async function giveBack({ ref, job, until }: Flight, items: readonly Work[]): Promise<void> {
    const given = await ports()
      .worklist.giveBack(job, ref, items, now(), until)
      .catch(() => null);
    if (given) jobs.dispatch({ ...ref, work: items.map(unleased) });
  }

  async function run({ ref, job, until, since, items, seen }: Flight, doc: Workable): Promise<void> {
    running += 1;
    const begun = { items: items.map(unleased), until, starts: 1, since, doc: documentOf(doc), ...(seen && { seen }) };
    const result = await runner.runLeased(ports(), job, ref, begun).catch(() => null);
    running -= 1;
    const work = result ? workAfter(result) : [];
    if (work.length > 0) jobs.dispatch({ ...ref, work });
  }

  function reserve(ref: Ref, work: readonly Work[], seen?: Seen): Reserved {
    const flights = new Map<Flight, LeasedItem[]>();
    const most = seen ? OF_ONE_TENANT_ANNOUNCED : OF_ONE_TENANT;
    const toWrite = work.map((item) => {
      const flight = place(ref, item, most);
      if (!flight) return item;
      const dueAt = new Date(item.at.getTime() + (table[item.job].gatherMs ?? 0));
      // a lease on work that is not due yet would keep no other runner away
      const leased = { ...item, at: item.at < now() ? item.at : now(), leasedUntil: flight.until };
      const mine = flights.get(flight);
      if (mine) mine.push({ item: leased, dueAt });
      else {
        flight.writes += 1;
        flights.set(flight, [{ item: leased, dueAt }]);
      }
      return leased;
    });
    return {
      work: toWrite,
      start: (doc) => {
        for (const [flight, mine] of flights) join(flight, mine, doc, seen);
      },
      drop: () => {
        for (const flight of flights.keys()) {
          flight.writes -= 1;
          leave(flight);
        }
      },
    };
  }

  return {
    reserve,
    close: (deadlineMs) => {
      isClosed = true;
      return ends.settled(deadlineMs);
    },
  };
}

/** Returns the key of the one run that a job may have on a document. */
const keyOf = ({ tenantId, id }: Ref, job: JobName): string => `${job}:${tenantId}:${id}`;

/** A leased item, and the time at which it was to be done. */
interface LeasedItem {
  readonly item: Work;
  readonly dueAt: Date;
}

const byTimer =
  ({ after }: Machine, now: () => Date): Schedule =>
  (at, call) => {
    after(Math.max(0, at.getTime() - now().getTime()), () => void call());
  };

const unleased = ({ leasedUntil: _, ...item }: Work): Work => item;

/** Tells whether another process runs the job on this document, which only one may do at a time. */
function hasOtherRunner({ work }: Workable, { job, items }: Flight, mine: readonly Work[], now: Date): boolean {
  const own = new Set([...items, ...mine].map(({ id }) => id));
  return work.some((item) => item.job === job && !own.has(item.id) && (item.leasedUntil ?? now) > now);
}

/** Returns the revision of a document; of a message, the revision that it should show. */
const revisionOf = (doc: Workable & { readonly revision?: number; readonly wanted?: number }): number =>
  doc.revision ?? doc.wanted ?? 0;

/** Returns the document as a verb gets it. */
const documentOf = (doc: Workable): DocumentOf<JobName> => ({ ...doc, work: doc.work.map(unleased) });
