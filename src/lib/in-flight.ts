import { within } from './within.js';

/** Knows what is being done now, so that a process can wait for it before it ends. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** @returns true when all of it, and what it began meanwhile, ended within so many milliseconds. */
  settled(withinMs: number): Promise<boolean>;
}

/** Nothing is being done yet. */
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
    settled: (withinMs) => within(over(), withinMs, () => false),
  };
}
