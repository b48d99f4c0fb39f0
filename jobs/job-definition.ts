import type { JobName, Ref, Work } from '../src/domain/model/outbox-work.js';
import type { DocumentOf, Ports, Written } from '../src/domain/ports.js';
import type { RateLimit } from './rate-limits.js';

/**
 * The queues. Each service has its own queue, so that a slow marketplace delays no Slack message. Within a queue
 * tenants are served in turn.
 */
export const QUEUES = {
  /** Work on MongoDB alone that a person waits for. */
  intake: { concurrency: 20 },
  marketplace: { concurrency: 20 },
  /** Polls of sources, apart from decisions, so that a source that hangs delays none. */
  polls: { concurrency: 10 },
  slack: { concurrency: 20 },
  /** Slack messages that nobody waits for, such as news and digests, so that they delay no card. */
  news: { concurrency: 10 },
  /** Work on MongoDB alone that nobody waits for. */
  books: { concurrency: 5 },
} as const satisfies Record<string, { concurrency: number }>;

/** One of the queues. */
export type QueueName = keyof typeof QUEUES;

/** Places of a queue, per process, that one tenant's slow jobs may take: three quarters of them. */
export const SLOW_PLACES = {
  intake: 15,
  marketplace: 15,
  polls: 7,
  slack: 15,
  news: 7,
  books: 3,
} as const satisfies Record<QueueName, number>;

/** Every queue. */
export const QUEUE_NAMES = Object.keys(QUEUES) as readonly QueueName[];

/** A verb that a job calls beside its own. It reads the document anew. */
export type JobVerb = (ports: Ports, ref: Ref) => Promise<unknown>;

/** One job: its verb, its queue, its limits, and its handling of failures. */
export interface JobDefinition<Job extends JobName = JobName> {
  readonly queue: QueueName;
  /**
   * Does the job for one document, as it was when its work was leased. A second run must change nothing.
   * @param tried the time since which an earlier run may have done it, where the result of that was not recorded
   * @returns the result, where there is one to be written with the end of the work
   */
  run(ports: Ports, doc: DocumentOf<Job>, tried?: Date): Promise<Written | undefined> | Promise<void>;
  /** True for jobs that only show stored data: a run reads each document once. */
  readonly shows?: boolean;
  /** Called after the second failure, or when `patience` is over: tells the person who waits. */
  readonly delayed?: JobVerb;
  /**
   * Returns the milliseconds until the person who waits must be told of a delay; null for never. Called each time the
   * work is postponed.
   */
  readonly patience?: (ports: Ports, ref: Ref) => Promise<number | null>;
  /** Called before the work becomes a dead letter, with the last error. */
  readonly giveUp?: (ports: Ports, ref: Ref, error: unknown) => Promise<unknown>;
  /** True for work that the process which writes it may run at once, without the queue. */
  readonly inPlace?: boolean;
  /** Milliseconds for which a run in place waits for more work of its kind on its document. Far less than a lease. */
  readonly gatherMs?: number;
  /** Time limit of one run in milliseconds; a longer run fails. */
  readonly limitMs: number;
  /**
   * Milliseconds: a run also does work that becomes due within this time. For jobs that show the present state, so that
   * quick changes are shown once.
   */
  readonly aheadMs?: number;
  /** Milliseconds to wait after each failure. After the last delay the work is given up. */
  readonly retryDelays: readonly number[];
  /** The rate limit of a run. The work waits while it is blocked or used up. */
  rateLimit?(doc: DocumentOf<Job>): RateLimit | undefined;
}

/** The definition of every job. */
export type JobTable = { readonly [Job in JobName]: JobDefinition<Job> };

/** Returns the queue of a piece of work. */
export const queueOf = (table: JobTable, { job, isNews }: Pick<Work, 'job' | 'isNews'>): QueueName | undefined =>
  isNews ? 'news' : table[job]?.queue;
