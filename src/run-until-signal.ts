import { type Config, readConfig } from './config.js';
import type { Running } from './listen.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** npm passes on what the whole group has got already: so many milliseconds after the first it is the same wish. */
const SAME_WISH_MS = 1000;

/**
 * Resolves at the first SIGINT or SIGTERM that comes after the call. Whoever awaits it closes what is open; another
 * signal, more than a second later, ends the process at once with 1.
 */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const heard = () => {
      const now = performance.now();
      first ??= now;
      if (now - first > SAME_WISH_MS) process.exit(1);
      resolve();
    };
    for (const name of SIGNALS) process.on(name, heard);
  });
}

/** Runs one process by its environment until SIGINT or SIGTERM; a later signal ends it at once. */
export async function runUntilSignal(run: (config: Config) => Promise<Running>): Promise<void> {
  try {
    const running = await run(readConfig(process.env));
    await untilSignal();
    await running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
