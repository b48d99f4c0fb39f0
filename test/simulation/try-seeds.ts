import fc from 'fast-check';
import { type History, history } from './history.js';
import { type Ending, runHistory } from './run-history.js';
import type { Mutant } from './world.js';

/** A history that was tried. */
export interface Tried {
  readonly seed: number;
  readonly history: History;
  readonly ending: Ending;
}

/** Returns the history of a seed. */
function historyOf(seed: number): History {
  const [one] = fc.sample(history, { seed, numRuns: 1 });
  if (!one) throw new Error(`there is no history ${seed}`);
  return one;
}

/** Runs the history of a seed. */
export async function trySeed(seed: number, mutant?: Mutant): Promise<Tried> {
  const told = historyOf(seed);
  return { seed, history: told, ending: await runHistory(told, mutant) };
}

/** Runs the histories of seeds until one breaks a promise. @returns null when none does */
export async function findFailure(seeds: readonly number[], mutant?: Mutant): Promise<Tried | null> {
  for (const seed of seeds) {
    const tried = await trySeed(seed, mutant);
    if (tried.ending.violations.length > 0) return tried;
  }
  return null;
}

/** The most times that a history is run to find a shorter one. */
const MOST_TRIES = 400;

/** The promise that a sentence is about: its first words. */
const promiseOf = (violation: string): string => violation.split(':')[0] ?? violation;

/**
 * Cuts a failing history to the steps, and to the troubles, without which it would not fail in the same way.
 * Returns one that holds as it is.
 * @param tries how often it may be run
 */
export async function shrink(failure: Tried, mutant?: Mutant, tries = MOST_TRIES): Promise<Tried> {
  if (failure.ending.violations.length === 0) return failure;
  const promises = failure.ending.violations.map(promiseOf);
  let [best, left] = [failure, tries];
  const fails = async (given: History): Promise<boolean> => {
    if (left <= 0) return false;
    left -= 1;
    const ending = await runHistory(given, mutant);
    if (!ending.violations.some((one) => promises.includes(promiseOf(one)))) return false;
    best = { ...best, history: given, ending };
    return true;
  };
  for (
    let size = Math.ceil(best.history.steps.length / 2);
    size >= 1 && left > 0;
    size = size > 1 ? Math.ceil(size / 2) : 0
  )
    await cut(() => best.history, size, fails);
  for (const simpler of simplerOnes(best.history)) await fails({ ...best.history, ...simpler });
  return best;
}

/** Leaves out `size` steps at a time. The time that they took goes by all the same. */
async function cut(now: () => History, size: number, fails: (given: History) => Promise<boolean>): Promise<void> {
  for (let from = 0; from < now().steps.length; ) {
    const { steps } = now();
    const gone = steps.slice(from, from + size).reduce((ms, { afterMs }) => ms + afterMs, 0);
    const [next, ...rest] = steps.slice(from + size);
    const later = next ? [{ ...next, afterMs: next.afterMs + gone }, ...rest] : [];
    if (!(await fails({ ...now(), steps: [...steps.slice(0, from), ...later] }))) from += size;
  }
}

const simplerOnes = ({ clocks }: History): Partial<History>[] => [
  { clocks: clocks.map(() => 0) },
  { clocks: clocks.slice(0, 1) },
  { wayMs: 1 },
  { wobbleMs: 0 },
];
