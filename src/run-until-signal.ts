import { type Config, readConfig } from './config/config.js';
import type { Running } from './lib/listen.js';

/**
 * Milliseconds within which a second signal counts as the same one: under npm a Ctrl-C arrives from the terminal and
 * from npm.
 */
const SAME_WISH_MS = 1_000;

/** Resolves with the first of these signals. A signal that comes more than a second later ends the process at once. */
export function untilSignal(names: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  let first: number | undefined;
  return new Promise((resolve) => {
    const heard = (name: NodeJS.Signals) => {
      first ??= performance.now();
      if (performance.now() - first > SAME_WISH_MS) process.exit(1);
      resolve(name);
    };
    for (const name of names) process.on(name, heard);
  });
}

/**
 * Runs a process until SIGINT or SIGTERM. After SIGTERM it drains first, so that a load balancer can move requests;
 * after Ctrl-C it does not.
 */
export async function runUntilSignal(run: (config: Config) => Promise<Running>): Promise<void> {
  try {
    const running = await run(readConfig(process.env));
    const signal = await untilSignal(['SIGINT', 'SIGTERM']);
    if (signal === 'SIGTERM') await running.drain?.();
    await running.close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
