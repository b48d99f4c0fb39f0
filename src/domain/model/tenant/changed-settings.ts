import type { Settings } from './tenant.js';

/** Returns the settings that differ from the present ones, so that untouched defaults stay unset. */
export const changedSettings = (wished: Settings, known: Settings): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(wished).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof Settings]),
    ),
  );
