import type { JobName, Work } from '../src/domain/model/work.js';
import type { Ports } from '../src/domain/ports.js';
import type { HeldIndex } from './bullmq/held-index.js';
import type { Limits } from './bullmq/rate-limiter.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { JobDefinition } from './job-definition.js';
import type { RunOutcome } from './metrics.js';
import type { OneAtATime } from './mutex.js';

/** What a run of a job needs beside the document's id. */
export interface Run {
  readonly ports: Ports;
  readonly job: JobName;
  readonly definition: JobDefinition;
  readonly limits: Limits;
  readonly breaker: CircuitBreaker;
  /** Where operators see what is held; absent, nobody looks. */
  readonly held?: Pick<HeldIndex, 'note'>;
  /** Work whose worker died before runs alone in its process: if that dies again, nothing else comes under suspicion. */
  readonly suspects: OneAtATime;
  /** Aborted when the process ends and waits no longer. */
  readonly stopping?: AbortSignal;
  /** Milliseconds; `LEASE_MS` when absent. */
  readonly leaseMs?: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** How a run ended and, where the work is to be done again, when and what. */
export interface RunResult {
  readonly outcome: RunOutcome;
  readonly again?: { readonly at: Date; readonly items: readonly Work[] };
  /** Other work of this kind on this document, which the lease kept everybody off. */
  readonly more?: readonly Work[];
}
