import { EventEmitter, once } from 'node:events';
import type { RunOutcome } from '../../jobs/job-metrics.js';
import type { MongoCommand } from './tap-commands.js';

/** The cost of one step. None of its counts depends on the machine. */
export interface Counts {
  /** Commands to MongoDB: the sum of the next four. */
  readonly commands: number;
  readonly reads: number;
  readonly writes: number;
  /** Reads and writes within transactions. */
  readonly inTransactions: number;
  readonly commits: number;
  /** Commands to Redis for dispatching work and keeping rate limits, without those of BullMQ's workers. */
  readonly redis: number;
  /** HTTP calls to Slack and to the marketplace. */
  readonly http: number;
  /** Job runs, and how many of them came through the queue. */
  readonly runs: number;
  readonly queued: number;
  /** Runs that found nothing to do. */
  readonly idle: number;
}

const READS = new Set(['find', 'aggregate', 'count', 'distinct', 'getMore']);
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);

/** Commands that are not counted: those of a new connection, and those that only group others. */
const NO_COMMAND = new Set(['hello', 'auth', 'client', 'info', 'select', 'ping', 'multi', 'exec', 'script', 'set']);

const zero = () => ({
  reads: 0,
  writes: 0,
  inTransactions: 0,
  commits: 0,
  redis: 0,
  http: 0,
  runs: 0,
  queued: 0,
  idle: 0,
});

/** Counts from zero. */
export function createTally() {
  let now = zero();
  const by = new Map<string, number>();
  const seen = new EventEmitter();
  const named = (name: string) => {
    by.set(name, (by.get(name) ?? 0) + 1);
    seen.emit(name);
  };
  return {
    mongo({ name, collection, inTransaction }: MongoCommand) {
      if (name === 'commitTransaction') now.commits += 1;
      else if (inTransaction) now.inTransactions += 1;
      else if (READS.has(name)) now.reads += 1;
      else if (WRITES.has(name)) now.writes += 1;
      else return;
      named(`${inTransaction ? 'in a transaction: ' : ''}${name} ${collection}`);
    },
    redis(name: string) {
      if (NO_COMMAND.has(name)) return;
      now.redis += 1;
      named(`redis ${name}`);
    },
    http(what: string) {
      now.http += 1;
      named(what);
    },
    ran(job: string, outcome: RunOutcome) {
      now.runs += 1;
      if (outcome === 'nothing') now.idle += 1;
      named(`run ${job}${outcome === 'done' ? '' : `: ${outcome}`}`);
    },
    /** Counts a job run that came through the queue. */
    fetched() {
      now.queued += 1;
    },
    /** Resolves when this is counted the next time. */
    until: async (name: string): Promise<void> => void (await once(seen, name)),
    /** Returns the counts since the last call, and starts again from zero. */
    take(): { readonly counts: Counts; readonly by: ReadonlyMap<string, number> } {
      const taken = { counts: withSum(now), by: new Map(by) };
      now = zero();
      by.clear();
      return taken;
    },
  };
}

const withSum = (counts: ReturnType<typeof zero>): Counts => {
  const { reads, writes, inTransactions, commits } = counts;
  return { commands: reads + writes + inTransactions + commits, ...counts };
};

/** Adds up the counts of several steps. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum = zero();
  for (const counts of all) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += counts[name];
  return withSum(sum);
}

export type Tally = ReturnType<typeof createTally>;
