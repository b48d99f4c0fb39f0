import type { JobName } from '../src/domain/model/outbox-work.js';

/**
 * The result of a run. `nothing`: nothing was due. `put-off`: postponed or given back. `misconfigured`: retried after a
 * fault of Baton's configuration or the tenant's connection. `dead`: a dead letter. `broken`: MongoDB did not answer;
 * the sweeper enqueues the work again.
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

/** Metrics that count nothing. */
export const noMetrics: JobMetrics = { ran: () => {}, swept: () => {}, notQueued: () => {} };
