import { setMaxListeners } from 'node:events';
import type { JobName, Ref, Work } from '../src/domain/model/outbox-work.js';
import type { Ports } from '../src/domain/ports.js';
import { type Machine, thisMachine } from '../src/lib/clocks-and-timers.js';
import { errorFields } from '../src/lib/error-text.js';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.js';
import { createDatabasePressure, type DatabasePressure } from './database-pressure.js';
import type { HeldWorkIndex } from './held-work-index.js';
import type { JobTable } from './job-definition.js';
import type { JobMetrics } from './job-metrics.js';
import { createMutex, type Mutex } from './mutex.js';
import type { RateLimiter } from './rate-limits.js';
import type { Run, RunResult } from './run-context.js';
import { type Leased, runBegun, runJob } from './run-job.js';

/** Settings and state that all runs of a process share. */
export interface RunnerOptions {
  readonly table: JobTable;
  readonly limiter: RateLimiter;
  readonly metrics: JobMetrics;
  readonly held?: Pick<HeldWorkIndex, 'note'>;
  readonly breaker?: CircuitBreaker;
  readonly suspects?: Mutex;
  readonly pressure?: DatabasePressure;
  /** Length of the run lease in milliseconds; `LEASE_MS` when absent. */
  readonly leaseMs?: number;
  /** Returns a number from 0 up to 1. */
  readonly random?: () => number;
  /** This machine when absent. */
  readonly machine?: Machine;
  /** Aborted when the process ends and waits no longer, besides by `stop`. */
  readonly stopping?: AbortSignal;
}

/** Runs the jobs of a process. The circuit breaker and the lock of suspects are the process's own. */
export interface Runner {
  /** Leases and runs the due work of a job on a document. @throws when MongoDB does not answer */
  run(ports: Ports, job: JobName, ref: Ref): Promise<RunResult>;
  /** Runs work that was written with its lease. @throws when MongoDB does not answer */
  runLeased(ports: Ports, job: JobName, ref: Ref, leased: Leased): Promise<RunResult>;
  /** Returns the share of its places that the process should use now, from 0 up to 1. */
  share(): number;
  /** Gives back what still runs: the process waits no longer. */
  stop(): void;
}

/** Creates the runner of a process. */
export function createRunner(options: RunnerOptions): Runner {
  const {
    table,
    metrics,
    machine = thisMachine,
    pressure = createDatabasePressure(machine.monotonic),
    ...given
  } = options;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  options.stopping?.addEventListener('abort', () => stopping.abort(), { once: true });
  const shared = {
    breaker: createCircuitBreaker(machine.monotonic),
    suspects: createMutex(),
    random: Math.random,
    ...given,
    machine,
    pressure,
    stopping: stopping.signal,
  };

  async function measured(ports: Ports, job: JobName, ref: Ref, run: (run: Run) => Promise<RunResult>) {
    const begun = machine.monotonic();
    try {
      const result = await run({ ...shared, ports, job, definition: table[job] });
      metrics.ran(job, result.outcome, machine.monotonic() - begun);
      return result;
    } catch (error) {
      metrics.ran(job, 'broken', machine.monotonic() - begun);
      ports.log.warn({ job, ...ref, ...errorFields(error) }, 'job.broken');
      throw error;
    }
  }

  return {
    run: (ports, job, ref) => measured(ports, job, ref, (run) => runJob(run, ref)),
    runLeased: (ports, job, ref, leased) => measured(ports, job, ref, (run) => runBegun(run, ref, leased)),
    share: pressure.share,
    stop: () => stopping.abort(),
  };
}

/** Returns the work that a run has left, with the times at which it is due. */
export const workAfter = ({ again, more = [] }: RunResult): readonly Work[] => [
  ...(again?.items.map((item) => ({ ...item, at: again.at })) ?? []),
  ...more,
];
