import type { Aim } from '../report/aim.js';
import type { Finding, Series, Unit } from '../report/finding.js';
import { median, percentile } from '../report/statistics.js';
import type { Comparison, Contender, Round, Rounds } from './rounds.js';

/** A finding, and what it came from. */
export interface Outcome {
  readonly finding: Finding;
  readonly comparison: Comparison;
  readonly rounds: Rounds;
}

/** What is taken of each round. */
export interface Taken {
  readonly what: string;
  readonly unit: Unit;
  readonly aim?: Aim;
  take(round: Round): number;
}

/** Requests a second. */
export const rate = ({ perSecond }: Round): number => perSecond;

/** The milliseconds within which so many percent were answered. */
export const timeAt =
  (percent: number) =>
  ({ times }: Round): number =>
    percentile(times, percent);

/** Sums the rounds of a comparison up. */
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
