import type { Aim } from '../report/aim.js';
import type { Finding, Series, Unit } from '../report/finding.js';
import { median, percentile } from '../report/statistics.js';
import type { Comparison, Contender, Round, Rounds } from './rounds.js';

/** A finding with the rounds it was computed from. */
export interface Outcome {
  readonly finding: Finding;
  readonly comparison: Comparison;
  readonly rounds: Rounds;
}

/** The metric of an outcome, computed per round. */
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
  return { finding, comparison, rounds };
}

function seriesOf({ name }: Contender, rounds: readonly Round[], take: (round: Round) => number): Series {
  const each = (whose: 'own' | 'behind') => median(rounds.map(({ spent, requests }) => spent[whose] / requests));
  return { name, rounds: rounds.map(take), spent: { own: each('own'), behind: each('behind') } };
}
