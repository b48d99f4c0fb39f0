import type { Config } from '../../src/config/config.js';

/** The environment from which `readConfig` reads this configuration; a further process takes free ports. */
export const environmentOf = (config: Config): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...config, PORT: 0, WORKER_PORT: 0 })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
