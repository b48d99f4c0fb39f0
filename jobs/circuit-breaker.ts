/**
 * Keeps a failing service from occupying all places of its queue. While a tenant's last call failed, only a few of its
 * jobs run at once; its slow jobs never occupy all places. The state is per process, like the places.
 */
export interface CircuitBreaker {
  /**
   * Takes a place. @returns a function that gives the place back; null when there is none now.
   * @param most how many slow jobs may have a place at once
   */
  enter(key: string, most?: number): LeavePlace | null;
}

/** Gives a place back, once. @param failed tells whether the call failed; absent when there was none */
export type LeavePlace = (failed?: boolean) => void;

/** Number of jobs that may run at once while the last one failed. */
const PROBES = 2;

/** Milliseconds after which a job counts as slow. */
const SLOW_MS = 500;

/**
 * Creates a circuit breaker that is closed for every key.
 * @param now returns the milliseconds of a monotonic clock
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
        if (!running.delete(place)) return;
        if (failed !== undefined) state.failing = failed;
        if (running.size === 0 && !state.failing) known.delete(key);
      };
    },
  };
}

const slow = (running: ReadonlySet<{ begun: number }>, now: number): number =>
  [...running].filter(({ begun }) => now - begun > SLOW_MS).length;
