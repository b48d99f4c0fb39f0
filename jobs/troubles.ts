/**
 * Keeps a service that hangs from taking every place of its queue: while a tenant's last call failed, few of its jobs
 * run at once. Each process watches for itself, because the places are its own.
 */
export interface Troubles {
  /** Takes a place; null when there is none now. The returned function gives it back. */
  enter(key: string): ((failed: boolean) => void) | null;
}

/** How many jobs may try at once while the last one failed. */
const PROBES = 2;

/** Begins without any trouble known. */
export function watchTroubles(): Troubles {
  const known = new Map<string, { running: number; failing: boolean }>();
  return {
    enter(key) {
      const state = known.get(key) ?? { running: 0, failing: false };
      if (state.failing && state.running >= PROBES) return null;
      known.set(key, state);
      state.running += 1;
      return (failed) => {
        state.running -= 1;
        state.failing = failed;
        if (state.running === 0 && !failed) known.delete(key);
      };
    },
  };
}
