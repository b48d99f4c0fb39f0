import { performance } from 'node:perf_hooks';
import type { Admission } from './in-place.js';
import { createTenantRates } from './tenant-rates.js';

/** The share of its time above which a process leaves new work to others. */
const BUSY = 0.7;

/** Milliseconds over which the share is measured. */
const WINDOW_MS = 50;

/** Items of a tenant that a process takes in one moment, and per second from then on: more is a flood. */
const CALM = { burst: 40, perSecond: 200 };

/** The share of its places below which a process leaves new work to the queue, where tenants are served in turn. */
const PRESSED = 0.5;

/**
 * Admits work while this process and MongoDB have time for it, of tenants that have no flood.
 * @param share returns the share of its places that the process should use
 */
export function createAdmission(share: () => number = () => 1, isBusy = createBusyProbe()): Admission {
  const isCalm = createTenantRates(CALM);
  return (tenantId) => share() >= PRESSED && !isBusy() && isCalm(tenantId);
}

/** Tells whether the event loop was busy for most of the last moments. */
function createBusyProbe(): () => boolean {
  let last = performance.eventLoopUtilization();
  let at = performance.now();
  let isBusy = false;
  return () => {
    const now = performance.now();
    if (now - at >= WINDOW_MS) {
      const present = performance.eventLoopUtilization();
      isBusy = performance.eventLoopUtilization(present, last).utilization > BUSY;
      [last, at] = [present, now];
    }
    return isBusy;
  };
}
