import { closedLoop } from '../load/closed-loop.js';
import { openLoop } from '../load/open-loop.js';
import type { Aim } from '../report/aim.js';
import { median } from '../report/statistics.js';
import type { Setting } from '../sections/section-types.js';
import { type Outcome, outcomeOf, rate, timeAt } from './finding-from-rounds.js';
import { type Comparison, type Rounds, runRounds } from './run-rounds.js';

/** The fewest requests of a round, of a closed loop and of an open loop. */
const FEWEST = 50;
const FEWEST_TIMES = 10;

/**
 * Measures in a closed loop: each connection sends the next request as soon as it has its answer.
 * @param most the most requests of a round; fewer where the servers would take too long
 */
export function inClosedLoop(
  comparison: Comparison,
  { size, behind, deadline }: Setting,
  connections: number,
  most = size.requests,
): Promise<Rounds> {
  return runRounds(comparison, {
    rounds: { warm: size.warm, counted: size.rounds, deadline },
    requests: (carried = 0) => Math.min(most, Math.max(FEWEST, Math.round(carried * size.seconds.loop))),
    behind,
    send: ({ servers }, batch) => closedLoop(servers[0].url, batch, connections, comparison.expected),
  });
}

/** Measures requests per second over this many connections. */
export async function throughput(
  what: string,
  comparison: Comparison,
  setting: Setting,
  { connections, aim }: { connections: number; aim: Aim },
): Promise<Outcome> {
  const rounds = await inClosedLoop(comparison, setting, connections);
  return outcomeOf(comparison, rounds, { what: `${what}, ${connections} connections`, unit: '/s', aim, take: rate });
}

/**
 * Returns the rate of an open loop: `wanted` requests per second, or half of the rate that the slower contender reached
 * in a closed loop. Beyond its capacity, every server's latency only grows with the length of the round.
 */
export function bearable({ finding: { baton, baseline } }: Outcome, wanted: number): number {
  const carried = Math.min(median(baton.rounds), median(baseline.rounds));
  return Math.max(1, Math.min(wanted, Math.floor(carried / 2)));
}

/** Measures latency in an open loop: requests arrive at a fixed rate whether or not the answers keep up. */
export async function latency(
  what: string,
  comparison: Comparison,
  { size, behind, deadline }: Setting,
  { perSecond, aim }: { perSecond: number; aim: Aim },
): Promise<Outcome[]> {
  const rounds = await runRounds(comparison, {
    rounds: { warm: 1, counted: size.rounds, deadline },
    requests: () => Math.max(FEWEST_TIMES, size.seconds.loop * perSecond),
    behind,
    send: async ({ servers }, batch) => {
      const timings = await openLoop(servers[0].url, batch, perSecond, comparison.expected);
      return { perSecond, times: timings.map(({ due, answered }) => answered - due) };
    },
  });
  const of = (percent: number, aim?: Aim) =>
    outcomeOf(comparison, rounds, {
      what: `${what}, p${percent}`,
      load: `${perSecond}/s`,
      unit: 'ms',
      ...(aim && { aim }),
      take: timeAt(percent),
    });
  return [of(50), of(99, aim)];
}
