import type { JobName, Ref, Work } from '../src/domain/model/outbox-work.js';

/** One piece of work with the document that carries it. */
export interface WorkItem {
  readonly ref: Ref;
  readonly work: Work;
}

/** The queue as the sweeper needs it. No work depends on it; it makes work happen soon. */
export interface WorkQueue {
  /**
   * Enqueues these items. An item that is not due soon is left to the sweeper.
   * @throws when the queue does not answer.
   */
  enqueue(items: readonly WorkItem[]): Promise<void>;
  /**
   * Returns those of these items that are not in the queue. An entry that waits for much later than its item is due is
   * removed first, since the work was made due earlier.
   * @throws when the queue does not answer.
   */
  missing(items: readonly WorkItem[]): Promise<readonly WorkItem[]>;
  /**
   * Makes the caller the sweeper for `ms` milliseconds, unless another one is.
   * @throws when the queue does not answer, or takes no writes.
   */
  beginSweep(ms: number): Promise<boolean>;
  /** Keeps sweepers from beginning for `ms` milliseconds more. @throws when the queue does not answer. */
  endSweep(ms: number): Promise<void>;
  /** @throws when the queue does not answer, or takes no writes. */
  ping(): Promise<void>;
}

/** Milliseconds: work that is due sooner goes into the queue, later work stays in MongoDB until a sweeper finds it. */
export const NEAR_MS = 10 * 60 * 1000;

/** An entry of the queue, as a worker gets it. */
export interface QueueEntry {
  readonly job: JobName;
  readonly ref: Ref;
  /** The time for which it was enqueued, in milliseconds since 1970. */
  readonly dueAt: number;
  /** Delays the same entry by `ms` milliseconds. */
  delay(ms: number): Promise<void>;
}
