import { closedLoop } from '../load/closed-loop.js';
import { openLoop } from '../load/open-loop.js';
import type { Aim } from '../report/aim.js';
import type { Setting } from '../sections/setting.js';
import { type Outcome, outcomeOf, rate, timeAt } from './outcome.js';
import { type Contest, play, type Rounds } from './rounds.js';

/** Each connection sends as soon as it has its answer. */
export function inClosedLoop(
  contest: Contest,
  { size, behind }: Setting,
  connections: number,
  requests = size.requests,
): Promise<Rounds> {
  const rounds = { warm: size.warm, counted: size.rounds };
  return play(contest, {
    rounds,
    requests,
    behind,
    fire: ({ servers }, shots) => closedLoop(servers[0].url, shots, connections, contest.expected),
  });
}

/** How many a second over so many connections. */
export async function throughput(
  what: string,
  contest: Contest,
  setting: Setting,
  { connections, aim }: { connections: number; aim: Aim },
): Promise<Outcome> {
  const rounds = await inClosedLoop(contest, setting, connections);
  return outcomeOf(contest, rounds, { what: `${what}, ${connections} connections`, unit: '/s', aim, take: rate });
}

/** How long each takes while so many a second come in, whether or not the answers keep up. */
export async function latency(
  what: string,
  contest: Contest,
  { size, behind }: Setting,
  { perSecond, aim }: { perSecond: number; aim: Aim },
): Promise<Outcome[]> {
  const rounds = await play(contest, {
    rounds: { warm: 1, counted: size.rounds },
    requests: size.seconds * perSecond,
    behind,
    fire: async ({ servers }, shots) => {
      const flights = await openLoop(servers[0].url, shots, perSecond, contest.expected);
      return { perSecond, times: flights.map(({ due, answered }) => answered - due) };
    },
  });
  const of = (percent: number, aim?: Aim) =>
    outcomeOf(contest, rounds, {
      what: `${what}, ${perSecond}/s, p${percent}`,
      unit: 'ms',
      ...(aim && { aim }),
      take: timeAt(percent),
    });
  return [of(50), of(99, aim)];
}
