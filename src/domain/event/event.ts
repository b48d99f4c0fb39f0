import type { Client, Job, Person } from '../invite/invite.js';
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
    /** When its work was done: `EVENTS_KEPT` later it is deleted, for it may hold a whole letter. */
    readonly doneAt?: Date;
  };
