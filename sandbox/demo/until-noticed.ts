import { setTimeout as sleep } from 'node:timers/promises';
import { LATE_MS } from '../../src/mongo/cache.js';

const SPARE_MS = 500;

/** Resolves when every process goes by what was changed in another one: nothing tells when it forgets what was. */
export const untilNoticed = (): Promise<void> => sleep(LATE_MS + SPARE_MS);
