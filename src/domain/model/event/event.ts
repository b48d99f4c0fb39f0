import type { Via } from '../connection/connection.js';
import type { Client } from '../job/client.js';
import type { Job } from '../job/job.js';
import type { Workable } from '../outbox-work.js';
import type { Person } from '../person/person.js';

/** An invitation as the marketplace describes it. */
export interface Invitation {
  readonly id: string;
  readonly status: InvitationStatus;
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  readonly letter: string;
  /** Set where the letter was longer than `KEPT.letter` and has been cut. */
  readonly letterCut?: true;
  readonly job: Job;
  readonly client: Client;
  readonly freelancer: Person;
  /** The address of the invitation itself on the marketplace. */
  readonly url?: string;
  /** The kind of invitation; `direct`, by a client, when absent. */
  readonly kind?: InvitationKind;
  /** Ids of the same invitation that several sources share, such as `upwork:invitation:1234`. */
  readonly keys?: readonly string[];
  /**
   * The fields that were read without certainty, as from a mail. The card marks them until a source that knows them
   * confirms them.
   */
  readonly uncertain?: readonly UncertainField[];
  readonly referral?: {
    /** The id of the invitation that was passed on. */
    readonly fromInvitationId: string;
    readonly referredBy: { readonly name: string };
    readonly message?: string;
  };
}

/** The kind of an invitation: by a client, by the marketplace itself, or with an interview by an assistant. */
export type InvitationKind = 'direct' | 'automatic' | 'uma-interview';

/** A field of an invitation that may be read without certainty. */
export type UncertainField =
  | 'title'
  | 'url'
  | 'letter'
  | 'budget'
  | 'skills'
  | 'private'
  | 'client'
  | 'freelancer'
  | 'invitedAt'
  | 'expiresAt';

/** An invitation's status in the marketplace's words. */
export type InvitationStatus = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'archived';

/**
 * The statuses that end an invitation, in order of precedence, the strongest last. Of two reports about one invitation
 * the stronger holds, in whatever order they arrive: for the invite and for the referral that led to it.
 */
export const ENDINGS = ['expired', 'archived', 'withdrawn', 'declined', 'accepted'] as const;

/** Tells whether one status takes precedence over another of the same invitation; true where there is no other. */
export const isFurther = (said: InvitationStatus, than: InvitationStatus | undefined): boolean =>
  than === undefined || rankOf(said) > rankOf(than);

/** Returns the strongest of several statuses of one invitation; undefined when there is none. */
export const furthestOf = <Status extends InvitationStatus>(...words: readonly (Status | undefined)[]) =>
  words.reduce((furthest, said) => (said !== undefined && isFurther(said, furthest) ? said : furthest), undefined);

const rankOf = (status: InvitationStatus): number => (ENDINGS as readonly InvitationStatus[]).indexOf(status);

/** A proposal's status in the marketplace's words. */
export type ProposalStatus = 'submitted' | 'viewed' | 'interviewed' | 'hired' | 'declined' | 'withdrawn' | 'archived';

/** A webhook of the marketplace, by its `type` and `data`. */
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
        /**
         * The job and the freelancer of the invitation that the proposal answered; set by sources that cannot name the
         * invitation itself.
         */
        readonly about?: ProposalSubject;
      };
    };

/** The known facts about the invitation that a proposal answered: its job and its freelancer. */
export interface ProposalSubject {
  readonly jobId?: string;
  readonly title?: string;
  readonly freelancer?: Person;
}

/** The time for which a processed event is kept, in milliseconds: longer than any sender retries. */
export const EVENTS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** A marketplace event as it is stored. */
export type StoredEvent = Workable &
  MarketplaceEvent & {
    readonly receivedAt: Date;
    /** The connection by which it came; absent in events of releases that had one connection per tenant. */
    readonly via?: Via;
    /**
     * The id of the invitation that a status is about, or of its job where the source does not name the invitation.
     * Finds the events that wait for an invitation.
     */
    readonly invitationId?: string;
    /**
     * Time at which it was processed. The event is deleted `EVENTS_KEPT_MS` later, since it may contain a whole letter.
     */
    readonly doneAt?: Date;
  };

/** Tells whether processing an event has failed: the event waits for a retry or is a dead letter. */
export const hasFailed = ({ work }: Pick<StoredEvent, 'work'>): boolean =>
  work.some(({ error }) => error !== undefined);
