import { runUntilSignal } from './run-until-signal.js';
import { runWorker } from './run-worker.js';

await runUntilSignal(runWorker);
