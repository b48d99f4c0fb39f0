import { QUEUES, type QueueName, queueOf } from '../../jobs/job-definition.js';
import { JOBS } from '../../jobs/job-definitions.js';
import type { QueueEntryProcessor } from '../../jobs/queue-entry-processor.js';
import type { RateLimiter } from '../../jobs/rate-limits.js';
import { NEAR_MS, type WorkItem, type WorkQueue } from '../../jobs/work-queue.js';
import type { JobName, Ref, Work } from '../../src/domain/model/outbox-work.js';
import type { Noise } from './seeded-noise.js';
import type { Process } from './simulated-process.js';
import type { VirtualTime } from './virtual-time.js';

/** Milliseconds that an entry may wait although its work is due. */
const LATE_MS = 5000;

/** One entry, as Redis keeps it. */
interface Entry {
  readonly id: string;
  readonly job: JobName;
  readonly queue: QueueName;
  readonly ref: Ref;
  readonly dueAt: number;
  /** By the clocks of workers. */
  letGoAt: number;
  by: Worker | null;
}

interface Worker {
  readonly process: Process;
  readonly run: QueueEntryProcessor;
  readonly running: Map<QueueName, number>;
}

/** A queue as BullMQ keeps it, which may forget, repeat and reorder. */
export interface SimulatedQueue {
  /** The queue and its limits as a process uses them. */
  of(process: Process): { readonly queue: WorkQueue; readonly limiter: RateLimiter };
  /** A process takes entries. */
  join(process: Process, run: QueueEntryProcessor): void;
  /** Tells whether a piece of work waits or runs. */
  has(work: Work): boolean;
  forget(): void;
  /** The latest entries come again, done or not. */
  repeat(count: number): void;
  /** Nothing answers for so long. */
  away(ms: number): void;
}

const entryIdOf = ({ id, attempts }: Work): string => `${id}-${attempts}`;

/** Milliseconds after which an entry goes to another worker when its own has died, or stands still. */
const STALLED_MS = 3000;

/** The latest entries that can be repeated. */
const REMEMBERED = 50;

/** Milliseconds between two looks of a worker for what is due. */
const LOOK_MS = 5;

/** The same while no worker is there to look. */
const NOBODY_MS = 1000;

/** Makes an empty queue. */
export function simulatedQueue(
  time: VirtualTime,
  noise: Noise,
  tell: (who: string, text: string) => void,
): SimulatedQueue {
  const entries = new Map<string, Entry>();
  const latest: Entry[] = [];
  const workers: Worker[] = [];
  const blocked = new Map<string, number>();
  const paced = new Map<string, number>();
  const reserved = new Map<string, number>();
  let [awayUntil, draws, sweepsFrom] = [0, 0, 0];

  const has = (work: Work) => entries.has(entryIdOf(work));
  /** Tells whether the entry of a piece of work waits for much later than the work. */
  const isLate = (work: Work): boolean => {
    const entry = entries.get(entryIdOf(work));
    return entry?.by === null && entry.letGoAt > Math.max(work.at.getTime(), time.now()) + LATE_MS;
  };
  const isAway = () => awayUntil > time.now();
  const draw = (count: number) => {
    draws += 1;
    return Math.floor(noise(draws, 7) * count);
  };
  const isAwake = ({ process }: Worker) => process.isAlive() && !process.isPaused();
  const takers = (name: QueueName) =>
    workers.filter((one) => isAwake(one) && (one.running.get(name) ?? 0) < QUEUES[name].concurrency);

  /** The clock that is ahead of the others: any worker lets go what its own clock calls due. */
  const latestClock = () => Math.max(0, ...workers.filter(isAwake).map(({ process }) => process.machine.wall()));

  function add(entry: Entry): void {
    if (entries.has(entry.id)) return;
    entries.set(entry.id, entry);
    latest.push(entry);
    if (latest.length > REMEMBERED) latest.shift();
    letGo(entry);
  }

  /** Lets an entry go when the clock of some worker says so. */
  function letGo(entry: Entry): void {
    const awake = workers.filter(isAwake);
    const some = awake[draw(awake.length)]?.process;
    const ahead = some ? some.machine.wall() - time.now() : 0;
    const soonest = time.now() + (some ? LOOK_MS : NOBODY_MS);
    time.at(Math.max(soonest, entry.letGoAt - ahead), () => {
      if (entries.get(entry.id) !== entry || entry.by) return;
      if (entry.letGoAt <= latestClock()) hand();
      else letGo(entry);
    });
  }

  /** Hands waiting entries to free workers, in any order. */
  function hand(): void {
    if (isAway()) return void time.at(awayUntil, hand);
    const now = latestClock();
    const waiting = [...entries.values()].filter(({ by, letGoAt }) => !by && letGoAt <= now);
    while (waiting.length > 0) {
      const [entry] = waiting.splice(draw(waiting.length), 1);
      const free = entry ? takers(entry.queue) : [];
      const worker = free[draw(free.length)];
      if (entry && worker) work(entry, worker);
    }
  }

  function work(entry: Entry, worker: Worker): void {
    const { queue: name } = entry;
    entry.by = worker;
    worker.running.set(name, (worker.running.get(name) ?? 0) + 1);
    const end = (isOver: boolean) => {
      worker.running.set(name, (worker.running.get(name) ?? 1) - 1);
      if (entry.by === worker) {
        entry.by = null;
        if (isOver && entries.get(entry.id) === entry) entries.delete(entry.id);
      }
      hand();
    };
    const { job, ref, dueAt } = entry;
    const delay = async (ms: number) => {
      entry.letGoAt = worker.process.machine.wall() + Math.ceil(ms) + 1;
    };
    const run = () =>
      worker.run({ job, ref, dueAt, delay }).then(
        (outcome) => {
          end(outcome === 'done');
          if (outcome === 'delayed') letGo(entry);
        },
        () => end(true),
      );
    time.at(time.now() + 1 + draw(3), () => worker.process.deliver(() => void run()));
    const watch = () =>
      void time.at(time.now() + STALLED_MS, () => {
        if (entry.by !== worker || entries.get(entry.id) !== entry) return;
        if (worker.process.isAlive() && !worker.process.isPaused()) return watch();
        entry.by = null;
        hand();
      });
    watch();
  }

  const limiter: RateLimiter = {
    take: async ({ key, perSecond }, caller = '') => {
      if (isAway()) return 0;
      const place = `${key} ${caller}`;
      const open = blocked.get(key) ?? 0;
      const mine = reserved.get(place) ?? 0;
      reserved.delete(place);
      const at = mine > 0 && mine >= open ? mine : Math.max(time.now(), open, paced.get(key) ?? 0);
      if (perSecond && at !== mine) paced.set(key, at + 1000 / perSecond);
      if (caller && at > time.now()) reserved.set(place, at);
      return Math.max(time.now(), at) - time.now();
    },
    block: async (key, ms) => {
      if (!isAway()) blocked.set(key, time.now() + ms);
    },
  };

  const enqueue = (process: Process, items: readonly WorkItem[]): void => {
    const now = process.machine.wall();
    for (const { ref, work } of items) {
      const due = work.at.getTime();
      const queue = queueOf(JOBS, work);
      if (!queue || work.dead || due - now > NEAR_MS) continue;
      const id = entryIdOf(work);
      add({ id, job: work.job, queue, ref, dueAt: due, letGoAt: due, by: null });
    }
  };
  const answer = (): Promise<void> => (isAway() ? Promise.reject(new Error('Redis is away')) : Promise.resolve());

  return {
    of: (process) => ({
      limiter,
      queue: {
        ping: answer,
        missing: async (items) => {
          await answer();
          for (const { work } of items) if (isLate(work)) entries.delete(entryIdOf(work));
          return items.filter(({ work }) => !has(work));
        },
        beginSweep: async (ms) => {
          await answer();
          if (sweepsFrom > time.now()) return false;
          sweepsFrom = time.now() + ms;
          return true;
        },
        endSweep: async (ms) => {
          await answer();
          sweepsFrom = time.now() + ms;
        },
        enqueue: async (items) => {
          await answer();
          enqueue(process, items);
        },
      },
    }),
    has,
    join: (process, run) => {
      for (const gone of workers.filter((one) => !one.process.isAlive())) workers.splice(workers.indexOf(gone), 1);
      workers.push({ process, run, running: new Map() });
      hand();
    },
    forget: () => {
      tell('queue', `forgets ${entries.size} entries`);
      entries.clear();
    },
    repeat: (count) => {
      const again = latest.slice(-count);
      tell('queue', `repeats ${again.length} entries`);
      for (const entry of again) {
        draws += 1;
        add({ ...entry, id: `${entry.id}-again-${draws}`, by: null, letGoAt: Math.min(entry.letGoAt, time.now()) });
      }
    },
    away: (ms) => {
      tell('queue', `is away for ${ms} ms`);
      awayUntil = time.now() + ms;
      time.at(awayUntil, hand);
    },
  };
}
