import { runUntilSignal } from './run-until-signal.js';
import { runWorkerProcess } from './worker-process.js';

await runUntilSignal(runWorkerProcess);
