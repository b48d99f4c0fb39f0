/**
 * The most that is read of a text. Each line is compared with all forms of facts, and a date in words takes
 * milliseconds, so that a stranger's text of many lines would stop everything else.
 */
export interface TextLimits {
  readonly characters: number;
  readonly lines: number;
  /** The lines that are searched for the date of a deadline. */
  readonly deadlines: number;
}

/** The most that is read of a text that comes alone. */
export const ALONE: TextLimits = { characters: 60_000, lines: 1_000, deadlines: 10 };

/** The most that is read of all texts that come at once. */
const TOGETHER: TextLimits = { characters: 120_000, lines: 2_000, deadlines: 20 };

/** Returns the most that is read of each of several texts that come at once. */
export function limitsOfEach(texts: number): TextLimits {
  const share = (of: keyof TextLimits) => Math.min(ALONE[of], Math.floor(TOGETHER[of] / texts));
  return { characters: share('characters'), lines: share('lines'), deadlines: share('deadlines') };
}
