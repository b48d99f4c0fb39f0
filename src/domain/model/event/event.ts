import type { Client } from '../job/client.js';
import type { Job } from '../job/job.js';
import type { Person } from '../person/person.js';
import type { Workable } from '../work.js';

/** An invitation as the marketplace tells it. */
export interface Invitation {
  readonly id: string;
  readonly status: InvitationStatus;
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  readonly letter: string;
  /** Set where the letter was longer than what is kept of it. */
  readonly letterCut?: true;
  readonly job: Job;
  readonly client: Client;
  readonly freelancer: Person;
  readonly referral?: {
    /** The invitation that was passed on. */
    readonly fromInvitationId: string;
    readonly referredBy: { readonly name: string };
    readonly message?: string;
  };
}

/** An invitation's status, as the marketplace words it. */
export type InvitationStatus = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'archived';

/**
 * The statuses that end an invitation, the furthest last. Of two words about one invitation the further stands, in
 * whatever order they come: for the invite and for the referral that led to it.
 */
export const ENDINGS = ['expired', 'archived', 'withdrawn', 'declined', 'accepted'] as const;

/** Whether a status overrules another one of the same invitation. Every status overrules none. */
export const isFurther = (said: InvitationStatus, than: InvitationStatus | undefined): boolean =>
  than === undefined || rankOf(said) > rankOf(than);

/** The furthest of some statuses of one invitation; undefined when there is none. */
export const furthestOf = <Status extends InvitationStatus>(...words: readonly (Status | undefined)[]) =>
  words.reduce((furthest, said) => (said !== undefined && isFurther(said, furthest) ? said : furthest), undefined);

const rankOf = (status: InvitationStatus): number => (ENDINGS as readonly InvitationStatus[]).indexOf(status);

/** A proposal's status, as the marketplace words it. */
export type ProposalStatus = 'submitted' | 'viewed' | 'interviewed' | 'hired' | 'declined' | 'withdrawn' | 'archived';

/** What the marketplace tells us, as its webhook's `type` and `data`. */
export type MarketplaceEvent =
  | { readonly type: 'invitation.created'; readonly data: Invitation }
  | {
      readonly type: 'invitation.status_changed';
      readonly data: { readonly id: string; readonly status: InvitationStatus; readonly changedAt: Date };
    }
  | {
      readonly type: 'proposal.status_changed';
      readonly data: {
        readonly id: string;
        readonly invitationId: string;
        readonly status: ProposalStatus;
        readonly changedAt: Date;
      };
    };

/** How long an event is kept once its work is done, in milliseconds: longer than any sender tries. */
export const EVENTS_KEPT = 30 * 24 * 60 * 60 * 1000;

/** A marketplace event as it was taken in. */
export type StoredEvent = Workable &
  MarketplaceEvent & {
    readonly receivedAt: Date;
    /** The invitation that a status is about: who waits for it is found by it. */
    readonly invitationId?: string;
    /** When its work was done: `EVENTS_KEPT` later it is deleted, for it may hold a whole letter. */
    readonly doneAt?: Date;
  };

/** Whether an event was tried in vain, and waits or is a dead letter. */
export const hasFailed = ({ work }: Pick<StoredEvent, 'work'>): boolean =>
  work.some(({ error }) => error !== undefined);
