import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { variablesOf } from '../../sandbox/demo/environment-variables.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { freePort } from '../../sandbox/services/tcp-ports.js';
import type { Config } from '../../src/config/config.js';
import { runFile, untilUp } from './processes.js';

const START_WORKER = fileURLToPath(new URL('../../src/start-worker.ts', import.meta.url));

/**
 * Starts a worker in a process of its own, and waits until it is ready.
 * @param flags for Node, such as `--max-old-space-size=256`
 */
export async function startWorkerProcess(
  config: Config,
  flags: readonly string[] = [],
): Promise<ChildProcess & { readonly pid: number }> {
  const WORKER_PORT = String(await freePort());
  const { PATH, HOME } = process.env;
  const child = runFile(START_WORKER, [], { env: { PATH, HOME, ...variablesOf(config), WORKER_PORT }, flags });
  child.stdout?.resume();
  const isReady = () =>
    fetch(`http://127.0.0.1:${WORKER_PORT}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const ready = eventually('the worker is ready', async () => {
    if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}`);
    return isReady();
  });
  await untilUp(child, ready);
  return child as ChildProcess & { readonly pid: number };
}
