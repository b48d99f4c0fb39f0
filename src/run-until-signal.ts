import { type Config, readConfig } from './config.js';
import type { Running } from './listen.js';

/** Runs one process by its environment until SIGINT or SIGTERM; a second signal ends it at once. */
export async function runUntilSignal(run: (config: Config) => Promise<Running>): Promise<void> {
  try {
    const running = await run(readConfig(process.env));
    const stop = () => {
      process.once('SIGINT', () => process.exit(1));
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
