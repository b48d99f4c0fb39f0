import { median, ratiosOf } from './statistics.js';

/** Result of an aim. `void`: it cannot be judged, since the baseline itself was too slow. */
export type Verdict = 'met' | 'missed' | 'void';

/** Values per round, of the product and of its baseline. */
export interface Measured {
  readonly baton: readonly number[];
  readonly baseline: readonly number[];
}

/** An aim, as text and as a check. */
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

/** The median round must reach this multiple of its baseline. */
export const atLeast = (multiple: number): Aim => ({
  text: `at least ${multiple * 100}%`,
  judge: (measured) => judged(measured, (ratio) => ratio >= multiple),
});

/** The median round must not exceed this multiple of its baseline. */
export const atMost = (multiple: number): Aim => ({
  text: `at most ${multiple} times`,
  judge: (measured) => judged(measured, (ratio) => ratio <= multiple),
});

/** The highest round must not exceed so many megabytes. */
export const atMostMb = (limit: number): Aim => ({
  text: `at most ${limit} MB`,
  judge: ({ baton }) => verdict(Math.max(...baton) <= limit),
});

/** One of the two is enough. */
export const either = (one: Aim, other: Aim): Aim => ({
  text: `${one.text}, or ${other.text}`,
  judge: (measured) => {
    const verdicts = [one.judge(measured), other.judge(measured)];
    return (['met', 'missed'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'void';
  },
});

/** The median round must take at most `limit` milliseconds, wherever the baseline's takes less than `unless`. */
export const within = (limit: number, unless = Number.POSITIVE_INFINITY): Aim => ({
  text: `at most ${limit} ms${Number.isFinite(unless) ? ` where the baseline is under ${unless} ms` : ''}`,
  judge: ({ baton, baseline }) => {
    if (median(baton) <= limit) return 'met';
    return median(baseline) >= unless ? 'void' : 'missed';
  },
});
