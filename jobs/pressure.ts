/** Tells how much work a process should do at once, by how long MongoDB takes for one command. */
export interface Pressure {
  /** Takes note of a command that took so many milliseconds, the waits in this process included. */
  note(ms: number): void;
  /** Returns the share of its places that the process should use, from `LEAST` to 1. */
  share(): number;
}

/** Milliseconds: MongoDB or the process is saturated when a command takes longer. More at once would do no more then. */
const SLOW_MS = 100;

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
  return {
    note: (ms) => {
      const before = present();
      at = now();
      share = ms > SLOW_MS ? Math.max(LEAST, before * LESS) : Math.min(1, before + MORE);
    },
    share: present,
  };
}
