import type { JobName, Ref, Work } from '../src/domain/model/work.js';
import type { Ports } from '../src/domain/ports.js';

/**
 * How long nobody else gets work that has been begun, in milliseconds. It is renewed while the work goes on, so that
 * what a killed worker had is free again after so long.
 */
export const LEASE_MS = 5000;

/** A lease is renewed so many times before it would end: work that is done sooner costs no write. */
const RENEWALS = 3;

/** The share of a lease in which something may begin outside: the rest is for it to get there. */
const FOR_EFFECTS = 0.9;

/** The run is cut short through no fault of the work: it goes back as if it had not been begun. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** Milliseconds until somebody may begin it again. */
  readonly againInMs: number;

  constructor(why: string, againInMs: number) {
    super(why);
    this.againInMs = againInMs;
  }
}

/** A runner's hold on the work that it has begun. */
export interface Lease {
  readonly items: readonly Work[];
  /** Call it right before anything is begun outside. @throws Interrupted when the lease is lost or ended. */
  readonly check: () => void;
  /** Whether something was not begun because the lease was over. */
  readonly refused: () => boolean;
  /** Nothing begins outside from now on, and nothing is renewed. @returns when the lease ends in the database */
  end(): Promise<Date>;
}

/** What a lease is renewed with. */
export interface LeaseSetting {
  readonly ports: Pick<Ports, 'worklist' | 'clock'>;
  readonly job: JobName;
  readonly leaseMs: number;
}

/**
 * Milliseconds since now. A process that was stopped sees them on the monotonic clock, and a machine that was stopped on
 * the other one.
 */
export function stopwatch(): () => number {
  const [monotonic, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - monotonic, Date.now() - wall);
}

/**
 * Keeps a lease that was just taken, and renews it until it is ended.
 * @param since tells how long ago it was asked for
 */
export function keepLease(
  { ports, job, leaseMs }: LeaseSetting,
  ref: Ref,
  begun: { readonly items: readonly Work[]; readonly until: Date },
  since: () => number,
): Lease {
  const { items } = begun;
  let { until } = begun;
  let age = since;
  let [isLost, isOver, isRefused] = [false, false, false];
  let renewing: Promise<void> | undefined;

  async function renew(): Promise<void> {
    const asked = stopwatch();
    const to = new Date(ports.clock.now().getTime() + leaseMs);
    if (await ports.worklist.renew(job, ref, items, until, to)) [until, age] = [to, asked];
    else isLost = true;
  }
  const timer = setInterval(() => {
    // what could not be renewed for want of MongoDB is tried again, and runs out by itself
    renewing ??= renew()
      .catch(() => {})
      .finally(() => {
        renewing = undefined;
      });
  }, leaseMs / RENEWALS);

  return {
    items,
    check: () => {
      if (!isLost && !isOver && age() < leaseMs * FOR_EFFECTS) return;
      isRefused = true;
      throw new Interrupted('the lease is over', 0);
    },
    refused: () => isRefused,
    end: async () => {
      isOver = true;
      clearInterval(timer);
      await renewing;
      return until;
    },
  };
}
