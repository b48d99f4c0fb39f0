/**
 * The most that is read of a text. Each line is compared with all forms of facts, and a date in words takes milliseconds,
 * so that a stranger's text of many lines would stop everything else.
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
export const limitsOfEach = (texts: number): TextLimits => ({
  characters: Math.min(ALONE.characters, Math.floor(TOGETHER.characters / texts)),
  lines: Math.min(ALONE.lines, Math.floor(TOGETHER.lines / texts)),
  deadlines: Math.min(ALONE.deadlines, Math.floor(TOGETHER.deadlines / texts)),
});
