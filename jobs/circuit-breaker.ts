/**
 * Keeps a service that hangs from taking every place of its queue: while a tenant's last call failed, few of its jobs
 * run at once, and of its slow jobs never so many that nobody else's may. Each process watches for itself, because the
 * places are its own.
 */
export interface CircuitBreaker {
  /**
   * Takes a place; null when there is none now. The returned function gives it back.
   * @param most how many slow jobs may have a place at once
   */
  enter(key: string, most?: number): ((failed: boolean) => void) | null;
}

/** How many jobs may try at once while the last one failed. */
const PROBES = 2;

/** A job that runs for longer is slow, in milliseconds. */
const SLOW_MS = 500;

/**
 * Begins without any trouble known.
 * @param now milliseconds of any clock that only goes forward
 */
export function createCircuitBreaker(now: () => number = () => performance.now()): CircuitBreaker {
  const known = new Map<string, { readonly running: Set<{ begun: number }>; failing: boolean }>();
  return {
    enter(key, most = Number.POSITIVE_INFINITY) {
      const state = known.get(key) ?? { running: new Set(), failing: false };
      const { running } = state;
      if (state.failing && running.size >= PROBES) return null;
      const begun = now();
      if (running.size >= most && slow(running, begun) >= most) return null;
      known.set(key, state);
      const place = { begun };
      running.add(place);
      return (failed) => {
        running.delete(place);
        state.failing = failed;
        if (running.size === 0 && !failed) known.delete(key);
      };
    },
  };
}

const slow = (running: ReadonlySet<{ begun: number }>, now: number): number =>
  [...running].filter(({ begun }) => now - begun > SLOW_MS).length;
