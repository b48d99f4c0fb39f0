import { randomUUID } from 'node:crypto';

/** The nouns whose documents carry outstanding work. */
export type Noun = 'event' | 'invite' | 'referral' | 'message' | 'tenant' | 'member' | 'relay' | 'connection';

/** Every job, with the noun whose documents carry its work. */
export const WORK_ON = {
  'receive-event': 'event',
  'forward-decision': 'invite',
  'announce-invite': 'invite',
  'announce-peers': 'invite',
  'expire-invite': 'invite',
  'nudge-invite': 'invite',
  'mark-decision-unconfirmed': 'invite',
  'forward-referral': 'referral',
  'mark-referral-unconfirmed': 'referral',
  'announce-referral': 'referral',
  'keep-tallies': 'referral',
  'deliver-message': 'message',
  'sync-directory': 'tenant',
  'restore-work': 'tenant',
  'purge-tenant': 'tenant',
  'send-digests': 'tenant',
  'publish-home': 'member',
  'export-data': 'member',
  'export-referrals': 'member',
  'hand-over-member': 'member',
  'forget-member': 'member',
  'advance-relay': 'relay',
  'announce-relay': 'relay',
  'poll-connection': 'connection',
} as const satisfies Record<string, Noun>;

/** The name of a job. */
export type JobName = keyof typeof WORK_ON;

/** Jobs without which a document would stay in a state for ever. */
export const NEEDED = [
  'forward-referral',
  'forward-decision',
  'expire-invite',
  'nudge-invite',
  'advance-relay',
  'poll-connection',
] as const satisfies readonly JobName[];

/** The name of a needed job. */
export type NeededJob = (typeof NEEDED)[number];

/** Jobs whose work waits while the tenant has Baton uninstalled. */
export const WAIT_FOR_INSTALLATION = [
  'forward-decision',
  'forward-referral',
  'poll-connection',
  'advance-relay',
  'deliver-message',
  'publish-home',
  'export-referrals',
  'export-data',
] as const satisfies readonly JobName[];

/** Jobs that have a marketplace do something: it must be known whether they may have done it. */
export const FORWARDS = ['forward-decision', 'forward-referral'] as const satisfies readonly JobName[];

const isForward = (job: JobName): boolean => FORWARDS.some((one) => one === job);

/** A reference to a document. */
export interface Ref {
  readonly tenantId: string;
  readonly id: string;
}

/** An outbox item: outstanding work of a document, written in the same update as the transition that caused it. */
export interface Work {
  readonly id: string;
  readonly job: JobName;
  /** The time at which the work is due, or due again. */
  readonly at: Date;
  /** The number of failures so far. */
  readonly attempts: number;
  readonly error?: string;
  /** True for a dead letter, which an operator may retry. */
  readonly dead?: boolean;
  /** The time since which a run of one of `FORWARDS` may have done it; absent while it certainly has not been done. */
  readonly triedAt?: Date;
  /**
   * The number of failures after which one of `FORWARDS` had certainly not been done. Earlier releases counted failures
   * without it: theirs may have been done.
   */
  readonly unsent?: number;
  /** True for a message that nobody waits for: it has a queue of its own. */
  readonly isNews?: boolean;
  /**
   * The end of the lease of the runner that has the item. Written with an item that its writer runs at once; in the
   * result of a write it shows which items have a runner.
   */
  readonly leasedUntil?: Date;
}

/** A document that carries work. */
export interface Workable {
  readonly tenantId: string;
  readonly id: string;
  readonly work: readonly Work[];
}

/** Milliseconds of repeated postponement after which people who wait for the work are told of the delay. */
export const DELAYED_AFTER_MS = 2 * 60 * 1000;

/** Number of failures after which people who wait for the work are told of the delay. */
export const DELAYED_AFTER = 2;

/**
 * Tells whether a document's work has failed so often that people who wait for it are told. What was given up does not
 * count: it may be of an earlier decision.
 */
export const isDelayed = ({ work }: Pick<Workable, 'work'>, job: JobName): boolean =>
  work.some((item) => item.job === job && !item.dead && item.attempts >= DELAYED_AFTER);

/**
 * Tells whether an earlier run may have done this: its call ended without an answer that says otherwise, its result was
 * not recorded, or an earlier release recorded that it failed. Leaves out dead letters: they may be of an earlier
 * decision.
 * @param tried the time since which an earlier run may have done it without a recorded result
 */
export const mayBeDone = (
  { work }: Pick<Workable, 'work'>,
  job: (typeof FORWARDS)[number],
  tried: Date | undefined,
): boolean => tried !== undefined || work.some((item) => item.job === job && !item.dead && mayBeDoneBefore(item));

const mayBeDoneBefore = ({ triedAt, attempts, unsent = 0 }: Work): boolean =>
  triedAt !== undefined || attempts > unsent;

/** Returns what the items of a job note of the time since which it may have been done. */
export function notedTry(job: JobName, items: readonly Work[], tried: Date | undefined): Pick<Work, 'triedAt'> {
  if (!tried || !isForward(job)) return {};
  const times = [tried, ...items.flatMap(({ triedAt }) => triedAt ?? [])].map((at) => at.getTime());
  return { triedAt: new Date(Math.min(...times)) };
}

/** Returns by how much a failure of a job raises `unsent`. */
export const unsentAfter = (job: JobName, tried: Date | undefined): number =>
  tried === undefined && isForward(job) ? 1 : 0;

/** Returns a replayed dead letter, due at `at`: without attempts, but marked as tried where it may have been done. */
export function revived(letter: Work, at: Date): Work {
  const { dead: _, error: __, unsent: ___, ...work } = letter;
  const isDoubtful = isForward(work.job) && mayBeDoneBefore(letter);
  return { ...work, at, attempts: 0, ...(isDoubtful && { triedAt: work.triedAt ?? at }) };
}

/** Makes a new outbox item, due at `at`. */
export const todo = (job: JobName, at: Date): Work => ({ id: randomUUID(), job, at, attempts: 0 });
