import type { Settings } from './tenant.js';

/** What differs from the settings as they hold: whatever nobody touched is not set, so that a default stays one. */
export const changedSettings = (wished: Settings, known: Settings): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(wished).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof Settings]),
    ),
  );
