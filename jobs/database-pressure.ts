/** Tells how much work a process should do at once, by how long MongoDB takes for one command. */
export interface Pressure {
  /** Takes note of a command that took so many milliseconds, the waits in this process included. */
  note(ms: number): void;
  /** Returns the share of its places that the process should use, from `LEAST` to 1. */
  share(): number;
}

/**
 * MongoDB or the process is saturated when a command takes so many times as long as the quickest of late, which had it
 * almost to itself. More at once would do no more then.
 */
const TIMES = 4;

/** Milliseconds: a quicker command is never slow, a slower one always. */
const QUICK_MS = 10;
const SLOW_MS = 100;

/** Milliseconds for which the quickest command is remembered, at least; twice as long at most. */
const REMEMBERED_MS = 30_000;

/** The share that is always used. */
export const LEAST = 0.1;

/** The factor of the share after a slow command, and the summand after a quick one. */
const LESS = 0.9;
const MORE = 0.02;

/** The summand after a second without a command. */
const MORE_PER_SECOND = 0.1;

/**
 * Creates a gauge that begins with the whole share. Additive increase, multiplicative decrease, as of TCP: what does not
 * run at once waits in the queue, where tenants are served in turn, and not in the database, where they are not.
 * @param now returns the milliseconds of a monotonic clock
 */
export function createPressure(now: () => number = () => performance.now()): Pressure {
  let [share, at] = [1, now()];
  const present = () => Math.min(1, share + ((now() - at) / 1000) * MORE_PER_SECOND);
  const quickest = createQuickest(now);
  return {
    note: (ms) => {
      const before = present();
      at = now();
      const limit = Math.min(SLOW_MS, Math.max(QUICK_MS, quickest(ms) * TIMES));
      share = ms > limit ? Math.max(LEAST, before * LESS) : Math.min(1, before + MORE);
    },
    share: present,
  };
}

/** Creates a function that takes note of a command's time, and returns the least of late. */
function createQuickest(now: () => number): (ms: number) => number {
  let [begun, earlier, least] = [now(), Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  return (ms) => {
    if (now() - begun >= REMEMBERED_MS) [begun, earlier, least] = [now(), least, Number.POSITIVE_INFINITY];
    least = Math.min(least, ms);
    return Math.min(least, earlier);
  };
}
