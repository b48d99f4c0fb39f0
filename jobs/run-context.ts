import type { JobName, Work } from '../src/domain/model/outbox-work.js';
import type { Ports } from '../src/domain/ports.js';
import type { Machine } from '../src/lib/clocks-and-timers.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { DatabasePressure } from './database-pressure.js';
import type { HeldWorkIndex } from './held-work-index.js';
import type { JobDefinition } from './job-definition.js';
import type { RunOutcome } from './job-metrics.js';
import type { Mutex } from './mutex.js';
import type { RateLimiter } from './rate-limits.js';

/** One job with everything that a run of it needs, except the document. */
export interface Run {
  readonly ports: Ports;
  readonly job: JobName;
  readonly definition: JobDefinition;
  readonly limiter: RateLimiter;
  readonly breaker: CircuitBreaker;
  /** The index that shows operators which keys hold work; nothing is recorded when absent. */
  readonly held?: Pick<HeldWorkIndex, 'note'>;
  /**
   * A lock that is held while work runs whose earlier worker died. If such work kills this process too, no other work
   * is suspected.
   */
  readonly suspects: Mutex;
  /** Takes note of how long MongoDB takes. */
  readonly pressure?: Pick<DatabasePressure, 'note'>;
  /** Aborted when the process stops without waiting any longer. */
  readonly stopping?: AbortSignal;
  /** Length of the run lease in milliseconds; `LEASE_MS` when absent. */
  readonly leaseMs?: number;
  /** This machine when absent. */
  readonly machine?: Machine;
  /** Returns a number from 0 up to 1. */
  readonly random: () => number;
}

/** The result of a run. */
export interface RunResult {
  readonly outcome: RunOutcome;
  /** The items as they are stored now and their next due time. Absent: they are done or dead. */
  readonly again?: { readonly at: Date; readonly items: readonly Work[] };
  /** Other work of this job on this document, which the lease kept from every other runner. */
  readonly more?: readonly Work[];
}
