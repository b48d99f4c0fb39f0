import type { JobName, Ref, Work } from '../src/domain/model/outbox-work.js';
import type { Ports } from '../src/domain/ports.js';
import { type Machine, thisMachine } from '../src/lib/clocks-and-timers.js';

/**
 * Length of the run lease in milliseconds. The lease is renewed during the run; the work of a killed worker is free
 * again after so long.
 */
export const LEASE_MS = 5000;

/** Renewals per lease length. A run that is shorter than the first interval costs no renewal. */
const RENEWALS = 3;

/** The share of a lease in which a call to a service may start. The rest is for the call's way to the service. */
const SHARE_FOR_CALLS = 0.9;

/** Thrown when a run ends early without a fault of the work, which is then given back. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** Milliseconds until the work may be begun again. */
  readonly againInMs: number;

  constructor(why: string, againInMs: number) {
    super(why);
    this.againInMs = againInMs;
  }
}

/** A runner's lease on the work that it has begun. */
export interface Lease {
  readonly items: readonly Work[];
  /** Must be called right before each call to a service. @throws Interrupted when the lease is lost or over. */
  readonly check: () => void;
  /** Returns true once `check` has thrown. */
  readonly refused: () => boolean;
  /**
   * Does the same as `check` for a call that must not be made twice: notes that it may have been made.
   * @returns the function that takes the note back, for a call that had no effect
   */
  readonly checkOnce: () => () => void;
  /** Returns the time since which such a call may have been made without a recorded result. */
  readonly triedSince: () => Date | undefined;
  /** Ends renewal, and lets `check` throw from now on. @returns the end of the lease as it is stored. */
  end(): Promise<Date>;
}

/** Settings of a lease's renewal. */
export interface LeaseOptions {
  readonly ports: Pick<Ports, 'worklist' | 'clock'>;
  readonly job: JobName;
  readonly leaseMs: number;
  readonly machine?: Machine;
  /** The time since which an earlier run may have made a call that must not be made twice. */
  readonly triedSince?: Date | undefined;
}

/**
 * Starts a stopwatch. Uses the larger of two clocks: the monotonic clock counts while a process is stopped, the wall
 * clock also while the machine sleeps.
 */
export function stopwatch(machine: Machine = thisMachine): () => number {
  const [monotonic, wall] = [machine.monotonic(), machine.wall()];
  return () => Math.max(machine.monotonic() - monotonic, machine.wall() - wall);
}

/**
 * Renews a new lease until its `end` is called.
 * @param since returns the milliseconds since the lease was requested
 */
export function keepLease(
  { ports, job, leaseMs, machine = thisMachine, triedSince }: LeaseOptions,
  ref: Ref,
  begun: { readonly items: readonly Work[]; readonly until: Date },
  since: () => number,
): Lease {
  const { items } = begun;
  let { until } = begun;
  let age = since;
  let [isLost, isOver, isRefused] = [false, false, false];
  let renewing: Promise<void> | undefined;
  let tried = triedSince;

  async function renew(): Promise<void> {
    const asked = stopwatch(machine);
    const to = new Date(ports.clock.now().getTime() + leaseMs);
    if (await ports.worklist.renew(job, ref, items, until, to)) [until, age] = [to, asked];
    else isLost = true;
  }
  const stopRenewing = machine.every(leaseMs / RENEWALS, () => {
    // without MongoDB the next interval tries again, and in the end the lease expires
    renewing ??= renew()
      .catch(() => {})
      .finally(() => {
        renewing = undefined;
      });
  });

  const check = () => {
    if (!isLost && !isOver && age() < leaseMs * SHARE_FOR_CALLS) return;
    isRefused = true;
    throw new Interrupted('the lease is over', 0);
  };

  return {
    items,
    check,
    refused: () => isRefused,
    checkOnce: () => {
      check();
      const before = tried;
      tried ??= ports.clock.now();
      return () => {
        tried = before;
      };
    },
    triedSince: () => tried,
    end: async () => {
      isOver = true;
      stopRenewing();
      await renewing;
      return until;
    },
  };
}
