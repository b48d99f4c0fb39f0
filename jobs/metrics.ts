import type { JobName } from '../src/domain/model/work.js';

/**
 * How a run ended. `nothing`: nothing was due. `misconfigured`: as `retry`, and the fault is Baton's configuration or
 * the tenant's connection. `broken`: MongoDB did not answer; the sweeper brings it again.
 */
export type RunOutcome = 'done' | 'nothing' | 'put-off' | 'retry' | 'misconfigured' | 'dead' | 'broken';

/** Counts what the jobs do. */
export interface JobMetrics {
  ran(job: JobName, outcome: RunOutcome, ms: number): void;
  /** How many due items a sweep handed to the queue. */
  swept(items: number): void;
  /** Work could not be handed to the queue: the sweeper will find it. */
  notQueued(items: number): void;
}

/** Counts nothing. */
export const noMetrics: JobMetrics = { ran: () => {}, swept: () => {}, notQueued: () => {} };
