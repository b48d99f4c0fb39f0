import { useSyncExternalStore } from 'react';

/** Milliseconds between two looks at the clock: relative times are shown to the second in their last minute. */
const TICK_MS = 1000;

let now = new Date();
const listeners = new Set<() => void>();

setInterval(() => {
  now = new Date();
  for (const listener of listeners) listener();
}, TICK_MS);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Returns the present time, and renders again as it changes. */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now);
