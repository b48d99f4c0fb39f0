import { runBot } from './run-bot.js';
import { runUntilSignal } from './run-until-signal.js';

await runUntilSignal(runBot);
