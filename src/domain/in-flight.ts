/** Knows what is being done now, so that a process can wait for it before it ends. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** @returns true when all of it, and what it began meanwhile, ended within so many milliseconds. */
  settled(withinMs: number): Promise<boolean>;
}

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
    async settled(withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(resolve, withinMs, false);
      });
      return Promise.race([over(), late]).finally(() => clearTimeout(timer));
    },
  };
}
