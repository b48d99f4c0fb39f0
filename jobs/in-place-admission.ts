import { performance } from 'node:perf_hooks';
import type { InPlaceAdmission } from './run-in-place.js';
import { createTenantRates } from './tenant-rates.js';

/** The share of its time in which the event loop is busy, above which a process leaves new work to others. */
const BUSY = 0.7;

/** Milliseconds over which the share is measured. */
const WINDOW_MS = 50;

/** A tenant's rate of items up to which a process takes them; more counts as a flood. */
const CALM = { burst: 40, perSecond: 200 };

/**
 * A tenant's rate of items that a process takes even when it or MongoDB is busy: the card of an invitation needs three.
 */
const QUIET = { burst: 12, perSecond: 6 };

/** The share of usable places below which MongoDB counts as busy. */
const PRESSED = 0.5;

/**
 * Creates the admission of work in place: it takes the work of tenants without a flood while this process and MongoDB
 * are not busy. Once they are, the queue serves tenants in turn, and only tenants with next to no work skip it.
 * @param share returns the share of its places that the process should use
 * @param now returns the milliseconds of a monotonic clock
 */
export function createInPlaceAdmission(
  share: () => number = () => 1,
  isBusy = createBusyProbe(),
  now: () => number = () => performance.now(),
): InPlaceAdmission {
  const [isCalm, isQuiet] = [createTenantRates(CALM, now), createTenantRates(QUIET, now)];
  return (tenantId) => {
    const [calm, quiet] = [isCalm(tenantId), isQuiet(tenantId)];
    return share() >= PRESSED && !isBusy() ? calm : quiet;
  };
}

/** Creates the check whether the event loop was busy for most of the last moments. */
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
