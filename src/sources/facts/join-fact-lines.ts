import { wordsOf } from './text-lines.js';

/** A fact that several lines state, written in one, and the number of those lines. */
interface Joined {
  readonly line: string;
  readonly length: number;
}

/** The longest line that is joined with another, in characters. */
const LONGEST = 120;

const wordsAt = (lines: readonly string[], at: number): string => {
  const line = lines[at] ?? '';
  return line.length > LONGEST ? '' : wordsOf(line);
};

/** Matches an amount or a range alone on its line, such as `$15.00`. */
const AMOUNT = /^\p{Sc}\s?\d[\d.,]*(?:\s?[-–—]\s?\p{Sc}?\s?\d[\d.,]*)?$/u;
const DASH = /^[-–—]$/;

/** Matches the kind of a budget alone on its line. */
const KIND = /^(?:hourly(?: rate| range)?|fixed[- ]price|stundensatz|festpreis)$/i;

/**
 * Joins the lines of a fact that a page or a post writes one below the other: a label and its value, an amount and its
 * kind, and the two ends of a range. A blank line may be in between.
 * @param isStated whether a label and a value, each from a line of its own, are a fact
 */
export function joinedFacts(
  lines: readonly string[],
  isStated: (label: string, value: string) => boolean,
): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const fact = budgetAt(lines, at) ?? labelledAt(lines, at, isStated);
    joined.push(fact?.line ?? lines[at] ?? '');
    at += fact?.length ?? 1;
  }
  return joined;
}

/** Returns the number of the next line that is not blank, at most one blank line further down. */
const below = (lines: readonly string[], at: number): number => (lines[at + 1] === '' ? at + 2 : at + 1);

function rangeAt(lines: readonly string[], at: number): Joined {
  const line = wordsAt(lines, at);
  const dash = below(lines, at);
  const end = below(lines, dash);
  const most = wordsAt(lines, end);
  return AMOUNT.test(line) && DASH.test(lines[dash] ?? '') && AMOUNT.test(most)
    ? { line: `${line} - ${most}`, length: end + 1 - at }
    : { line, length: 1 };
}

/** Returns an amount whose kind is below it: `$15.00`, `-`, `$35.00`, `Hourly`. */
function budgetAt(lines: readonly string[], at: number): Joined | undefined {
  const { line, length } = rangeAt(lines, at);
  if (!AMOUNT.test(line)) return undefined;
  const end = below(lines, at + length - 1);
  const kind = wordsAt(lines, end);
  return KIND.test(kind) ? { line: `${kind}: ${line}`, length: end + 1 - at } : undefined;
}

/** Returns a label whose value is below it. */
function labelledAt(
  lines: readonly string[],
  at: number,
  isStated: (label: string, value: string) => boolean,
): Joined | undefined {
  const label = wordsAt(lines, at).replace(/\s?[:：]$/, '');
  if (!label) return undefined;
  const first = below(lines, at);
  const budget = budgetAt(lines, first);
  const value = budget ?? rangeAt(lines, first);
  return isStated(label, budget ? budget.line.replace(/^[^:]*: /, '') : value.line)
    ? { line: budget?.line ?? `${label}: ${value.line}`, length: first + value.length - at }
    : undefined;
}
