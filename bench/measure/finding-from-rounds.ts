import type { Aim } from '../report/aim.js';
import type { Finding, Series, Unit } from '../report/finding.js';
import { median, percentile } from '../report/statistics.js';
import type { Comparison, Contender, Round, Rounds } from './run-rounds.js';

/** A finding, with the rounds from which it was computed where servers were compared. */
export interface Outcome {
  readonly finding: Finding;
  readonly played?: Played;
}

/** A comparison with its rounds. */
export interface Played {
  readonly comparison: Comparison;
  readonly rounds: Rounds;
}

/** The metric of a finding, computed per round. */
export interface Taken {
  readonly what: string;
  /** The load, where the server's capacity decides it. */
  readonly load?: string;
  readonly unit: Unit;
  readonly aim?: Aim;
  take(round: Round): number;
}

/** Returns requests per second. */
export const rate = ({ perSecond }: Round): number => perSecond;

/** Returns the latency at a percentile, in milliseconds. */
export const timeAt =
  (percent: number) =>
  ({ times }: Round): number =>
    percentile(times, percent);

/** Summarises the rounds of a comparison. */
export function outcomeOf(comparison: Comparison, rounds: Rounds, { take, ...taken }: Taken): Outcome {
  const { baton, baseline, floor } = comparison;
  const series = (contender: Contender) => seriesOf(contender, rounds.get(contender) ?? [], take);
  const finding = {
    ...taken,
    baton: series(baton),
    baseline: series(baseline),
    ...(floor && { floor: series(floor) }),
  };
  return { finding, played: { comparison, rounds } };
}

function seriesOf({ name }: Contender, rounds: readonly Round[], take: (round: Round) => number): Series {
  const each = (whose: 'own' | 'behind') => median(rounds.map(({ spent, requests }) => spent[whose] / requests));
  const times = rounds.flatMap((round) => round.times);
  const late = times.filter((time) => !Number.isFinite(time)).length;
  return {
    name,
    rounds: rounds.map(take),
    late,
    of: times.length,
    spent: { own: each('own'), behind: each('behind') },
  };
}

/**
 * Makes a finding from values that were not measured in rounds. Of the longer list only as many are used as the other
 * has.
 */
export function figure(
  given: Omit<Taken, 'take'>,
  baton: readonly number[],
  [name, baseline]: readonly [string, readonly number[]],
): Outcome {
  const spent = { own: Number.NaN, behind: Number.NaN };
  const count = Math.min(baton.length, baseline.length);
  const series = (whose: string, all: readonly number[]): Series => ({
    ...{ name: whose, rounds: all.slice(0, count) },
    ...{ late: 0, of: 0, spent },
  });
  return { finding: { ...given, baton: series('Baton', baton), baseline: series(name, baseline) } };
}
