import type { JobName, Ref } from '../src/domain/model/work.js';
import type { Ports } from '../src/domain/ports.js';
import type { RateLimit } from './rate-limits.js';

/**
 * The queues. Work that waits for one service stands apart from work that waits for another, so that a slow
 * marketplace holds up no Slack message.
 */
export const QUEUES = {
  /** MongoDB alone, and somebody waits for it. */
  intake: { concurrency: 20 },
  marketplace: { concurrency: 20 },
  slack: { concurrency: 20 },
  /** MongoDB alone, and nobody waits for it. */
  books: { concurrency: 5 },
} as const satisfies Record<string, { concurrency: number }>;

/** One of the queues. */
export type QueueName = keyof typeof QUEUES;

/** How many places of a queue one tenant's slow jobs may take in a process: three quarters of them. */
export const SLOW_PLACES = { intake: 15, marketplace: 15, slack: 15, books: 3 } as const satisfies Record<
  QueueName,
  number
>;

/** Every queue. */
export const QUEUE_NAMES = Object.keys(QUEUES) as readonly QueueName[];

/** Does one job for one document. Doing it again must change nothing. */
export type JobVerb = (ports: Ports, ref: Ref) => Promise<unknown>;

/** What is done for a kind of work, where it waits for its turn, and what happens when it fails. */
export interface JobDefinition {
  readonly queue: QueueName;
  readonly run: JobVerb;
  /** Called when the work has failed for the second time, or `patience` is over: whoever waits for it may be told. */
  readonly delayed?: JobVerb;
  /**
   * How many milliseconds remain until whoever waits for the work has to be told that it takes longer; null when
   * nobody has to be told any more. Asked each time the work is put off.
   */
  readonly patience?: (ports: Ports, ref: Ref) => Promise<number | null>;
  /** Called before the work becomes a dead letter, with what its verb threw at last. */
  readonly giveUp?: (ports: Ports, ref: Ref, error: unknown) => Promise<unknown>;
  /** How long one run may take, in milliseconds; one that takes longer has failed. */
  readonly limitMs: number;
  /**
   * What is due within so many milliseconds is done along with what is due: for jobs that show the present state, so
   * that changes which come together are shown together.
   */
  readonly aheadMs?: number;
  /** Milliseconds to wait after the first failure, the second and so on. After the last one it is given up. */
  readonly retryDelays: readonly number[];
  /** What it uses that may be limited: it waits while one of these is blocked or used up. */
  readonly rateLimits?: (ports: Ports, ref: Ref) => readonly RateLimit[] | Promise<readonly RateLimit[]>;
}

/** A definition for every kind of work there is. */
export type JobTable = Readonly<Record<JobName, JobDefinition>>;
