/** The clocks and timers of the machine that a process runs on. */
export interface Machine {
  /** Returns milliseconds of the monotonic clock, which nobody sets. It may stop while the machine sleeps. */
  monotonic(): number;
  /** Returns milliseconds since 1970, by the wall clock, which may be set at any time. */
  wall(): number;
  /** Calls `call` once, after `ms` milliseconds. @returns a function that cancels it */
  after(ms: number, call: () => void): () => void;
  /** Calls `call` every `ms` milliseconds. @returns a function that ends it */
  every(ms: number, call: () => void): () => void;
}

/** The clocks and timers of this process. */
export const thisMachine: Machine = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, call) => {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
};

/** Resolves after `ms` milliseconds, or as soon as `signal` is aborted. */
export function pause({ after }: Pick<Machine, 'after'>, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = after(ms, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}
