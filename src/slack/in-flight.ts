/** Work that was begun and is not finished: Bolt forgets it once Slack has its answer. */
export interface InFlight {
  track<T>(work: () => Promise<T>): Promise<T>;
  readonly size: number;
  /** Resolves when nothing is left, or after `deadlineMs`; true when nothing is left. */
  idle(deadlineMs: number): Promise<boolean>;
}

/** Starts with nothing under way. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    async track(work) {
      const run = work();
      running.add(run);
      try {
        return await run;
      } finally {
        running.delete(run);
      }
    },
    get size() {
      return running.size;
    },
    async idle(deadlineMs) {
      const deadline = Date.now() + deadlineMs;
      while (running.size > 0 && Date.now() < deadline) await settled([...running], deadline - Date.now());
      return running.size === 0;
    },
  };
}

async function settled(work: Promise<unknown>[], ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(work), late]);
  clearTimeout(timer);
}
