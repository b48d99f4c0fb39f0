import { monotonicNow } from '../load/monotonic-clock.js';
import type { BenchRequest, Expected } from '../load/send-request.js';
import type { Window } from '../profile/summarise-cpu-profile.js';
import type { Server } from '../servers/start-program.js';
import { processorMs, untilIdle } from './processor-time.js';

/** One of the compared systems: the product, or a baseline. */
export interface Contender {
  readonly name: string;
  /** Its processes. The first one receives the requests. */
  readonly servers: readonly [Server, ...Server[]];
  /** Prepares `count` requests, each on different data. */
  prepare(count: number): Promise<readonly BenchRequest[]>;
  /** Resolves once all work that follows from its requests is done; absent where nothing follows. */
  readonly settled?: () => Promise<void>;
}

/** The compared systems, and a check of every answer. */
export interface Comparison {
  readonly baton: Contender;
  readonly baseline: Contender;
  /** A variant of the product without the durable write. */
  readonly floor?: Contender;
  readonly expected: Expected;
}

/** Result of sending a batch: requests per second, and each latency in milliseconds. */
export interface Result {
  readonly perSecond: number;
  readonly times: readonly number[];
}

/** The result of one round, with its time span. */
export interface Round extends Result {
  readonly window: Window;
  readonly requests: number;
  /** CPU milliseconds of the contender's own processes, and of MongoDB and Redis. */
  readonly spent: { readonly own: number; readonly behind: number };
}

/** Counted rounds by contender. */
export type Rounds = ReadonlyMap<Contender, readonly Round[]>;

/** The settings of a comparison. */
export interface RoundOptions {
  readonly rounds: Turns;
  /**
   * Returns the requests of a round.
   * @param carried the requests per second of the slowest contender in the round before; undefined in the first one
   */
  requests(carried: number | undefined): number;
  /** Process ids of MongoDB and Redis, if the benchmark started them. */
  readonly behind: readonly number[];
  send(contender: Contender, batch: readonly BenchRequest[]): Promise<Result>;
}

/** The number of turns of each contender, and the time limit. */
export interface Turns {
  /** Number of warm-up turns, which are not counted. */
  readonly warm: number;
  readonly counted: number;
  /** The time, of `monotonicNow`, after which no further counted turn begins; there is always at least one. */
  readonly deadline: number;
}

/** Runs the contenders in turn. Requests are prepared before a round's clock starts. */
export function runRounds(
  { baton, baseline, floor }: Comparison,
  { rounds, requests, behind, send }: RoundOptions,
): Promise<Rounds> {
  const all = [...(floor ? [floor] : []), baseline, baton];
  const carried = new Map<Contender, number>();
  let count = 0;
  const begin = () => {
    count = requests(carried.size > 0 ? Math.min(...carried.values()) : undefined);
  };
  return alternate(all, { ...rounds, begin }, async (contender): Promise<Round> => {
    const batch = await contender.prepare(count);
    for (const { settled } of all) await settled?.();
    await untilIdle([...all.flatMap(({ servers }) => servers.map(({ pid }) => pid)), ...behind]);
    const stop = stopwatch({ own: contender.servers.map(({ pid }) => pid), behind });
    const from = monotonicNow();
    const result = await send(contender, batch);
    carried.set(contender, result.perSecond);
    return { ...result, requests: count, window: { from, to: monotonicNow() }, spent: stop() };
  });
}

/** Starts counting CPU time. @returns a function that returns the CPU time used since */
export function stopwatch(pids: { own: readonly number[]; behind: readonly number[] }) {
  const read = () => ({ own: total(pids.own), behind: total(pids.behind) });
  const before = read();
  return () => {
    const after = read();
    return { own: after.own - before.own, behind: after.behind - before.behind };
  };
}

const total = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + processorMs(pid), 0);

/** Runs the contenders in turn, in alternating order. @param turns `begin` is called before each turn */
export async function alternate<T, R>(
  all: readonly T[],
  { warm, counted, deadline, begin }: Turns & { readonly begin?: () => void },
  run: (one: T) => Promise<R>,
): Promise<Map<T, R[]>> {
  const played = new Map(all.map((one) => [one, [] as R[]]));
  for (let turn = -warm; turn < counted; turn += 1) {
    if (turn > 0 && monotonicNow() > deadline) break;
    begin?.();
    for (const one of turn % 2 === 0 ? all : all.toReversed()) {
      const result = await run(one);
      if (turn >= 0) played.get(one)?.push(result);
    }
  }
  return played;
}
