import type { Ref, Work } from '../src/domain/model/work.js';

/** One piece of work with the document that carries it. */
export interface WorkItem {
  readonly ref: Ref;
  readonly work: Work;
}

/** The queue as the sweeper needs it. No work depends on it; it makes work happen soon. */
export interface WorkQueue {
  /** Enqueues these items. An item that is not due soon is left to the sweeper. @throws when the queue does not answer. */
  enqueue(items: readonly WorkItem[]): Promise<void>;
  /** @throws when the queue does not answer, or takes no writes. */
  ping(): Promise<void>;
}
