import { runUntilSignal } from './run-until-signal.js';
import { runWorker } from './worker-process.js';

await runUntilSignal(runWorker);
