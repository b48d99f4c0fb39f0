import { runBot } from '../src/run-bot.js';
import { runUntilSignal } from '../src/run-until-signal.js';
import { runWorker } from '../src/run-worker.js';

/** Runs bot and worker in one process, for `npm run dev`, which restarts it on every change. */
await runUntilSignal(async (config) => {
  const bot = await runBot(config);
  const worker = await runWorker(config);
  return { port: bot.port, close: async () => void (await Promise.all([bot.close(), worker.close()])) };
});
