/** A mutual exclusion lock of this process. */
export interface Mutex {
  /** @returns a function that unlocks; null while the lock is taken. */
  tryLock(): (() => void) | null;
}

/** Creates a mutex that is free. */
export function createMutex(): Mutex {
  let isTaken = false;
  return {
    tryLock() {
      if (isTaken) return null;
      isTaken = true;
      return () => {
        isTaken = false;
      };
    },
  };
}
