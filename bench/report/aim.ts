import { median, ratiosOf } from './statistics.js';

/** The result of checking an aim. `void`: it cannot be judged, since the baseline itself was too slow. */
export type Verdict = 'met' | 'missed' | 'void';

/** The values per round of the product and of its baseline. */
export interface Measured {
  readonly baton: readonly number[];
  readonly baseline: readonly number[];
}

/** A performance aim, as text and as a check. */
export interface Aim {
  readonly text: string;
  judge(measured: Measured): Verdict;
}

const verdict = (met: boolean): Verdict => (met ? 'met' : 'missed');

/** Judges the ratio of the median round, unless the baseline has carried nothing. */
function judged({ baton, baseline }: Measured, isMet: (ratio: number) => boolean): Verdict {
  const carried = median(baseline);
  if (carried === 0 || !Number.isFinite(carried)) return 'void';
  return verdict(isMet(median(ratiosOf(baton, baseline))));
}

/** Returns the aim that the median round reaches this multiple of its baseline. */
export const atLeast = (multiple: number): Aim => ({
  text: `at least ${multiple * 100}%`,
  judge: (measured) => judged(measured, (ratio) => ratio >= multiple),
});

/** Returns the aim that the median round does not exceed this multiple of its baseline. */
export const atMost = (multiple: number): Aim => ({
  text: `at most ${multiple} times`,
  judge: (measured) => judged(measured, (ratio) => ratio <= multiple),
});

/** Returns the aim that no round exceeds this many megabytes. */
export const atMostMb = (limit: number): Aim => ({
  text: `at most ${limit} MB`,
  judge: ({ baton }) => verdict(Math.max(...baton) <= limit),
});

/** Returns the aim that one of two aims is met. */
export const either = (one: Aim, other: Aim): Aim => ({
  text: `${one.text}, or ${other.text}`,
  judge: (measured) => {
    const verdicts = [one.judge(measured), other.judge(measured)];
    return (['met', 'missed'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'void';
  },
});

/**
 * Returns the aim that the median round takes at most `limit` milliseconds, where the baseline's takes less than
 * `unless`.
 */
export const within = (limit: number, unless = Number.POSITIVE_INFINITY): Aim => ({
  text: `at most ${limit} ms${Number.isFinite(unless) ? ` where the baseline is under ${unless} ms` : ''}`,
  judge: ({ baton, baseline }) => {
    if (median(baton) <= limit) return 'met';
    return median(baseline) >= unless ? 'void' : 'missed';
  },
});
