import { runBot } from '../src/run-bot.js';
import { runUntilSignal } from '../src/run-until-signal.js';
import { runWorker } from '../src/run-worker.js';

/** Both processes in one, for `npm run dev`: it restarts whenever a file changes. */
await runUntilSignal(async (config) => {
  const bot = await runBot(config);
  const worker = await runWorker(config);
  return { port: bot.port, close: async () => void (await Promise.all([bot.close(), worker.close()])) };
});
