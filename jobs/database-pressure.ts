/** Tells how much work a process should do at once, by the time that MongoDB takes for a command. */
export interface DatabasePressure {
  /** Records the milliseconds that a command took, including waits in this process. */
  note(ms: number): void;
  /** Returns the share of its places that the process should use, from `LEAST` to 1. */
  share(): number;
}

/**
 * A command that takes this many times as long as the quickest recent one shows that MongoDB or the process is
 * saturated: more work at once would not be done faster.
 */
const TIMES = 4;

/** Milliseconds below which a command never counts as slow, and above which it always does. */
const QUICK_MS = 10;
const SLOW_MS = 100;

/** Milliseconds for which the quickest command is remembered, at least; at most twice as long. */
const REMEMBERED_MS = 30_000;

/** The share that is always used. */
export const LEAST = 0.1;

/** The factor for the share after a slow command, and what a quick one adds. */
const LESS = 0.9;
const MORE = 0.02;

/** The increase of the share after a second without a command. */
const MORE_PER_SECOND = 0.1;

/**
 * Creates the gauge with a share of 1. It increases additively and decreases multiplicatively, as TCP does. Other work
 * waits in the queue, where tenants are served in turn, and not in the database.
 * @param now returns the milliseconds of a monotonic clock
 */
export function createDatabasePressure(now: () => number = () => performance.now()): DatabasePressure {
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

/** Creates a function that records a command's time, and returns the shortest recent one. */
function createQuickest(now: () => number): (ms: number) => number {
  let [begun, earlier, least] = [now(), Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  return (ms) => {
    if (now() - begun >= REMEMBERED_MS) [begun, earlier, least] = [now(), least, Number.POSITIVE_INFINITY];
    least = Math.min(least, ms);
    return Math.min(least, earlier);
  };
}
