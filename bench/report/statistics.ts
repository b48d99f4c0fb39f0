const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Returns the smallest value that at least `percent` of all values do not exceed (nearest rank). NaN for no values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = ascending(values);
  const rank = Math.ceil((percent * sorted.length) / 100);
  return sorted[Math.max(rank, 1) - 1] ?? Number.NaN;
}

/** Returns the middle value, or the mean of the two in the middle. NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Summary of one value per round. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Summarises the values of all rounds. @throws RangeError when there are none */
export function spreadOf(rounds: readonly number[]): Spread {
  if (rounds.length === 0) throw new RangeError('there is no round');
  return { median: median(rounds), lowest: Math.min(...rounds), highest: Math.max(...rounds) };
}

/**
 * Divides each round's value by the baseline's of the same round, since a slow phase of the machine affects both.
 * @throws RangeError when the numbers of rounds differ
 */
export function ratiosOf(rounds: readonly number[], baseline: readonly number[]): number[] {
  if (rounds.length !== baseline.length) throw new RangeError('a round is missing');
  return rounds.map((value, round) => value / (baseline[round] ?? Number.NaN));
}
