import { setTimeout as sleep } from 'node:timers/promises';
import { LATE_MS } from '../../src/mongo/cache.js';
import { PATIENCE_MS, TimedOut } from '../slack/emulator/recorded-calls.js';

/** Milliseconds between two polls: the first pause, and the longest. */
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

/** The time limit of each wait while starting, in milliseconds: a first start on a busy machine is slow. */
export const START_PATIENCE_MS = 3 * PATIENCE_MS;

/**
 * Polls `look` until it returns something truthy.
 * @param what the awaited fact, for the error message, such as `the card is shown`
 * @throws TimedOut after `ms` milliseconds
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  ms = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.3)) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new TimedOut(`It was not seen within ${ms / 1000} s that ${what}.`);
    await sleep(pause);
  }
}

const SPARE_MS = 500;

/**
 * Waits as long as a process may cache a value that another one has changed (`LATE_MS`), and a little longer: no event
 * tells the end.
 */
export const untilNoticed = (): Promise<void> => sleep(LATE_MS + SPARE_MS);
