import { setTimeout as sleep } from 'node:timers/promises';
import { LATE_MS } from '../../src/mongo/remember.js';

/** Between two looks at something that cannot tell when it changes, in milliseconds: at first, and at the most. */
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

/**
 * Looks until there is something, or the look is true.
 * @param what is named in the error, so say it as a fact: `the card is shown`
 * @throws Error after `ms` milliseconds
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  ms = 15_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.3)) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`It was not seen within ${ms / 1000} s that ${what}.`);
    await sleep(pause);
  }
}

const SPARE_MS = 500;

/** Resolves when every process goes by what was changed in another one: nothing tells when it forgets what was. */
export const untilNoticed = (): Promise<void> => sleep(LATE_MS + SPARE_MS);
