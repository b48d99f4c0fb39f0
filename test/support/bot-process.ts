import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { variablesOf } from '../../sandbox/demo/environment-variables.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { freePort } from '../../sandbox/services/tcp-ports.js';
import type { Config } from '../../src/config/config.js';
import { runFile, untilUp } from './processes.js';

const START_BOT = fileURLToPath(new URL('../../src/start-bot.ts', import.meta.url));

/** A bot in a process of its own. */
export type BotProcess = ChildProcess & { readonly pid: number; readonly url: string };

/** Starts a bot in a process of its own, and waits until it answers. */
export async function startBotProcess(config: Config): Promise<BotProcess> {
  const PORT = String(await freePort());
  const { PATH, HOME } = process.env;
  const child = runFile(START_BOT, [], { env: { PATH, HOME, ...variablesOf(config), PORT, HOST: '127.0.0.1' } });
  child.stdout?.resume();
  const url = `http://127.0.0.1:${PORT}`;
  const lives = eventually('the bot lives', async () => {
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}`);
    return statusOf(`${url}/healthz`).then(
      (status) => status === 200,
      () => false,
    );
  });
  await untilUp(child, lives);
  return Object.assign(child as ChildProcess & { readonly pid: number }, { url });
}

/** Returns the status of an answer, on a connection of its own. */
export async function statusOf(url: string): Promise<number> {
  return (await fetch(url, { headers: { connection: 'close' } })).status;
}
