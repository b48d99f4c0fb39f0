import { waitAtMost } from './wait-at-most.js';

/** Tracks running work, so that a process can wait for it before it ends. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /**
   * Waits for all tracked work, including work that it starts.
   * @param withinMs the longest wait in milliseconds; unlimited when absent
   * @returns true when all of it ended in time
   */
  settled(withinMs?: number): Promise<boolean>;
}

/** Makes a tracker without work. */
export function inFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  const over = async () => {
    while (running.size > 0) await Promise.allSettled(running);
    return true;
  };
  return {
    track(work) {
      running.add(work);
      const forget = () => running.delete(work);
      work.then(forget, forget);
      return work;
    },
    settled: (withinMs) => (withinMs === undefined ? over() : waitAtMost(over(), withinMs, () => false)),
  };
}
