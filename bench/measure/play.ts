import { now } from '../load/clock.js';
import type { Shot } from '../load/shot.js';
import { alternate } from './alternate.js';
import { atRest } from './at-rest.js';
import type { Contender, Contest, Result, Round, Rounds } from './contest.js';
import { processorMs } from './processor.js';

/** How a contest is played. */
export interface Play {
  readonly rounds: { readonly warm: number; readonly counted: number };
  /** In a round. */
  readonly requests: number;
  /** The processes of MongoDB and Redis, where they were started here. */
  readonly behind: readonly number[];
  fire(contender: Contender, shots: readonly Shot[]): Promise<Result>;
}

/** Lets the contenders take turns. What a round needs is prepared before its clock starts. */
export function play({ baton, baseline, floor }: Contest, { rounds, requests, behind, fire }: Play): Promise<Rounds> {
  const all = [...(floor ? [floor] : []), baseline, baton];
  return alternate(all, rounds, async (contender): Promise<Round> => {
    const shots = await contender.prepare(requests);
    await atRest(all.flatMap(({ servers }) => servers.map(({ pid }) => pid)));
    const stop = stopwatch({ own: contender.servers.map(({ pid }) => pid), behind });
    const from = now();
    const result = await fire(contender, shots);
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
