import { join } from 'node:path';
import { runBotProcess } from '../src/bot-process.js';
import { runUntilSignal } from '../src/run-until-signal.js';
import { runWorkerProcess } from '../src/worker-process.js';
import { isSlackEmbedded } from './demo/open-slack.js';
import { runDemo } from './demo/run-demo.js';
import { startPlayground } from './playground/start-playground.js';

/*
 * For `npm run dev`, which restarts this on every change: bot and worker in one process for a real Slack app that the
 * environment names, else the demo with its page, which connects again by itself.
 */
if (isSlackEmbedded(process.env)) {
  process.exitCode = await runDemo({
    folder: join(process.cwd(), '.baton'),
    fresh: false,
    undoSeconds: process.env.UNDO_SECONDS || '20',
    story: false,
    stay: true,
    openPage: startPlayground,
    show: () => {},
  });
} else {
  await runUntilSignal(async (config) => {
    const bot = await runBotProcess(config);
    const worker = await runWorkerProcess(config);
    return { port: bot.port, close: async () => void (await Promise.all([bot.close(), worker.close()])) };
  });
}
