import type { JobName } from '../src/domain/model/outbox-work.js';

/**
 * How a run ended. `nothing`: nothing was due. `put-off`: put off or given back. `misconfigured`: a retry after a fault of
 * Baton's configuration or the tenant's connection. `dead`: a dead letter. `broken`: MongoDB did not answer; the sweeper
 * enqueues the work again.
 */
export type RunOutcome = 'done' | 'nothing' | 'put-off' | 'retry' | 'misconfigured' | 'dead' | 'broken';

/** Counters of the jobs. */
export interface JobMetrics {
  ran(job: JobName, outcome: RunOutcome, ms: number): void;
  /** Counts the due items that a sweep has enqueued. */
  swept(items: number): void;
  /** Counts items that could not be enqueued. The sweeper finds them. */
  notQueued(items: number): void;
}

/** Counts nothing. */
export const noMetrics: JobMetrics = { ran: () => {}, swept: () => {}, notQueued: () => {} };
