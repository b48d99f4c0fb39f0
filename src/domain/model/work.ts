import { randomUUID } from 'node:crypto';

/** The nouns whose documents carry outstanding work. */
export type Noun = 'event' | 'invite' | 'referral' | 'message' | 'tenant' | 'member' | 'relay';

/** Every kind of work, with the noun it is done for. */
export const WORK_ON = {
  'receive-event': 'event',
  'forward-decision': 'invite',
  'announce-invite': 'invite',
  'expire-invite': 'invite',
  'nudge-invite': 'invite',
  'forward-referral': 'referral',
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
} as const satisfies Record<string, Noun>;

/** One kind of work. */
export type JobName = keyof typeof WORK_ON;

/** Work that a document cannot be without in some of its states: nothing else would bring it to its end. */
export const NEEDED = [
  'forward-referral',
  'forward-decision',
  'expire-invite',
  'nudge-invite',
  'advance-relay',
] as const satisfies readonly JobName[];

/** One kind of such work. */
export type NeededJob = (typeof NEEDED)[number];

/** Which document a piece of work is for. */
export interface Ref {
  readonly tenantId: string;
  readonly id: string;
}

/** Something still to be done for a document. It is written in the same update as the transition that caused it. */
export interface Work {
  readonly id: string;
  readonly job: JobName;
  /** When it is due, or due again. */
  readonly at: Date;
  /** How often it failed so far. */
  readonly attempts: number;
  readonly error?: string;
  /** Given up: an operator may replay it. */
  readonly dead?: boolean;
}

/** A document that carries work. */
export interface Workable {
  readonly tenantId: string;
  readonly id: string;
  readonly work: readonly Work[];
}

/** After so many milliseconds, whoever waits for work that is put off again and again is told. */
export const DELAYED_AFTER_MS = 2 * 60 * 1000;

/** After so many failures, whoever waits for it is told. */
export const DELAYED_AFTER = 2;

/** Whether work of this kind has failed so often that whoever waits for it is told. */
export const isDelayed = ({ work }: Pick<Workable, 'work'>, job: JobName): boolean =>
  work.some((item) => item.job === job && item.attempts >= DELAYED_AFTER);

/** A new piece of work, due at `at`. */
export const todo = (job: JobName, at: Date): Work => ({ id: randomUUID(), job, at, attempts: 0 });
