import { now } from '../load/clock.js';
import type { BenchRequest, Expected } from '../load/request.js';
import type { Window } from '../profile/summarise.js';
import type { Server } from '../servers/start.js';
import { processorMs, untilIdle } from './processor.js';

/** One of the servers that are compared. */
export interface Contender {
  readonly name: string;
  /** Its processes; the first one answers. */
  readonly servers: readonly [Server, ...Server[]];
  /** Makes so many requests ready, each of another thing. */
  prepare(count: number): Promise<readonly BenchRequest[]>;
}

/** Who is compared with whom, and what every answer must be. */
export interface Comparison {
  readonly baton: Contender;
  readonly baseline: Contender;
  /** The same without the durable write. */
  readonly floor?: Contender;
  readonly expected: Expected;
}

/** What came of firing some batch: how many a second, and each one's milliseconds. */
export interface Result {
  readonly perSecond: number;
  readonly times: readonly number[];
}

/** A result and when it came about. */
export interface Round extends Result {
  readonly window: Window;
  readonly requests: number;
  /** Milliseconds of the processor: of the contender's processes, and of MongoDB and Redis. */
  readonly spent: { readonly own: number; readonly behind: number };
}

/** The rounds that count, by contender. */
export type Rounds = ReadonlyMap<Contender, readonly Round[]>;

/** How a comparison is played. */
export interface RoundOptions {
  readonly rounds: { readonly warm: number; readonly counted: number };
  /** In a round. */
  readonly requests: number;
  /** The processes of MongoDB and Redis, where they were started here. */
  readonly behind: readonly number[];
  send(contender: Contender, batch: readonly BenchRequest[]): Promise<Result>;
}

/** Lets the contenders take turns. What a round needs is prepared before its clock starts. */
export function runRounds(
  { baton, baseline, floor }: Comparison,
  { rounds, requests, behind, send }: RoundOptions,
): Promise<Rounds> {
  const all = [...(floor ? [floor] : []), baseline, baton];
  return alternate(all, rounds, async (contender): Promise<Round> => {
    const batch = await contender.prepare(requests);
    await untilIdle(all.flatMap(({ servers }) => servers.map(({ pid }) => pid)));
    const stop = stopwatch({ own: contender.servers.map(({ pid }) => pid), behind });
    const from = now();
    const result = await send(contender, batch);
    return { ...result, requests, window: { from, to: now() }, spent: stop() };
  });
}

/** @returns a function that tells what the processes spent since */
function stopwatch(pids: { own: readonly number[]; behind: readonly number[] }) {
  const read = () => ({ own: total(pids.own), behind: total(pids.behind) });
  const before = read();
  return () => {
    const after = read();
    return { own: after.own - before.own, behind: after.behind - before.behind };
  };
}

const total = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + processorMs(pid), 0);

/** Plays rounds on all in turn, forwards and backwards, after some rounds to warm up that do not count. */
export async function alternate<T, R>(
  all: readonly T[],
  rounds: { readonly warm: number; readonly counted: number },
  run: (one: T) => Promise<R>,
): Promise<Map<T, R[]>> {
  const played = new Map(all.map((one) => [one, [] as R[]]));
  for (let turn = -rounds.warm; turn < rounds.counted; turn += 1) {
    for (const one of turn % 2 === 0 ? all : all.toReversed()) {
      const result = await run(one);
      if (turn >= 0) played.get(one)?.push(result);
    }
  }
  return played;
}
