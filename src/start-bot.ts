import { runBotProcess } from './bot-process.js';
import { runUntilSignal } from './run-until-signal.js';

await runUntilSignal(runBotProcess);
