import type { Origin } from '../connection/connection.js';
import type { InvitationKind, UncertainField } from '../event/event.js';
import type { FailureReason } from '../failure-reason.js';
import type { HistoryLine } from '../history-line.js';
import type { Client } from '../job/client.js';
import type { Job } from '../job/job.js';
import type { Workable } from '../outbox-work.js';
import type { Person } from '../person/person.js';
import type { ReferralChainLink } from '../referral-chain.js';
import type { ProposalStep } from './proposal-steps.js';

/** An invite's status; `transitions.ts` has the allowed transitions. */
export type InviteStatus = 'open' | 'accepted' | 'declined' | 'referred' | 'withdrawn' | 'expired' | 'archived';

/** A status in which the marketplace, or Baton's clock, can end an invite. */
export type ClosedStatus = Exclude<InviteStatus, 'open' | 'referred'>;

/** Another person of the agency who is invited to the same job. */
export interface Peer {
  readonly name: string;
  /** Absent while no member is linked to the person. */
  readonly slackUserId?: string;
  /** The person on the marketplace; set while no member is linked to them. */
  readonly personId?: string;
  readonly status: 'open' | 'accepted' | 'declined' | 'referred';
}

/** The other people of the agency who are invited to an invite's job (`peers.ts`). */
export interface Peers {
  readonly named: readonly Peer[];
  /** Number of the others without a name; `MOST_COUNTED + 1` stands for any larger number. */
  readonly more: number;
}

/** An invite in the list of all invites to its job: its addressee, and the revision that cards should show. */
export interface InviteOnJob
  extends Pick<
    Invite,
    'id' | 'tenantId' | 'status' | 'revision' | 'invitedAt' | 'chain' | 'past' | 'practice' | 'duplicateOf' | 'peers'
  > {
  readonly invitee: { readonly person: Pick<Person, 'id' | 'name'>; readonly slackUserId?: string };
}

/** An invited person to whom no member is linked. */
export interface Stranger {
  readonly person: Person;
  /** The origins of one of their invites. */
  readonly origins: readonly Origin[];
}

/** The fields of an open invite that reminders need. */
export type OpenInviteRef = Pick<Invite, 'id' | 'tenantId' | 'revision' | 'practice'>;

/** The fields of an open invite that say whose it is. */
export type AddressedInvite = Pick<Invite, 'id' | 'tenantId' | 'invitee' | 'ranks'>;

/** The kinds of decision about an invite. */
export type DecisionKind = 'accepted' | 'declined' | 'referred';

/** A decision about an invite: who took it, and whether the marketplace has confirmed it. */
export interface Decision {
  /** The `Idempotency-Key` of an accept or a decline. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** The Slack user who decided, or `marketplace` when the decision was taken there. */
  readonly by: string;
  readonly byName: string;
  /** The member for whom a manager decided. */
  readonly onBehalfOf?: { readonly slackUserId: string; readonly name: string };
  readonly at: Date;
  readonly reasonId?: string;
  readonly messageToClient?: string;
  readonly referralId?: string;
  /** Set where an accept or a decline is handed off to a person, whatever Baton is connected to afterwards. */
  readonly byHand?: true;
  /** Set once the cards say that the marketplace is slow to accept the decision. */
  readonly delayed?: true;
  /** Set while the decision waits for a paused connection, and where it is handed off since one was paused. */
  readonly paused?: true;
  /** Set while the decision waits for a removed connection. */
  readonly disconnected?: true;
  /**
   * Time at which the marketplace, or the member after a hand-off, confirmed the decision. Before that no card may
   * claim that it was sent.
   */
  readonly confirmedAt?: Date;
  /** The Slack user who reported the hand-off done, until the marketplace confirms it. */
  readonly confirmedBy?: string;
  /** Set once the marketplace has not confirmed within `CONFIRMED_WITHIN_MS` what the member reported done. */
  readonly unconfirmed?: true;
}

/**
 * The facts of an invitation that several sources may report. The `addressee` is the member, and `keys` are the shared
 * ids, whose rank is that of the best report, even of one that knows none.
 */
export const FACTS = [
  'letter',
  'url',
  'kind',
  'invitedAt',
  'expiresAt',
  'person',
  'addressee',
  'keys',
  'jobId',
  'title',
  'jobUrl',
  'budget',
  'skills',
  'private',
  'name',
  'country',
  'timeZone',
  'rating',
  'totalSpent',
  'hires',
  'paymentVerified',
] as const;

/**
 * Number of a reader's open invites beyond which older invitations get no card: those from before their connection was
 * made, and those to people whom no member is linked to.
 */
export const MOST_CARDS = 25;

/**
 * A fact of an invitation. `name`, `country`, `timeZone`, `rating`, `totalSpent`, `hires` and `paymentVerified` are the
 * client's.
 */
export type Fact = (typeof FACTS)[number];

/** A marketplace's invitation to one job, addressed to one person. */
export interface Invite extends Workable {
  /** Baton's own id. */
  readonly id: string;
  readonly tenantId: string;
  /** The id of the first origin whose link is certain, else of the first; unique within the tenant. */
  readonly externalId: string;
  /** The invitation's ids, one for each connection that told of it, the first one first. */
  readonly origins: readonly Origin[];
  /** The id of the invite into which this duplicate was merged. */
  readonly duplicateOf?: string;
  /** Set where the invitation had ended before its connection was made: the invite has no card. */
  readonly past?: true;
  /**
   * Set while the invite has no card, because its reader had `MOST_CARDS` open invites when it came. It is shown on the
   * Home alone.
   */
  readonly unannounced?: true;
  /** Set on a practice invite: it is sent to no marketplace, and only its own member sees it. */
  readonly practice?: true;
  readonly status: InviteStatus;
  readonly job: Job;
  readonly client: Client;
  /** The client's letter; at most `KEPT.letter` characters are kept. */
  readonly letter: string;
  readonly letterCut: boolean;
  /** The address of the invitation itself on the marketplace. */
  readonly url?: string;
  /** The kind of invitation; `direct` when absent. */
  readonly kind?: InvitationKind;
  /** Further identities of the invitation that several sources share. */
  readonly keys?: readonly string[];
  /** The keys by which the invitation is recognised again (`identity-claims.ts`), unique within the tenant. */
  readonly claims?: readonly string[];
  /** The trust in each fact, once several reports were merged; until then that of the first origin. */
  readonly ranks?: { readonly [Name in Fact]?: number };
  /** The fields that were read without certainty: cards mark them. */
  readonly uncertain?: readonly UncertainField[];
  /** The person who corrected facts last. The corrected ones have the rank `CORRECTED`. */
  readonly corrected?: { readonly by: string; readonly byName: string; readonly at: Date };
  readonly invitee: {
    readonly person: Person;
    /** The member it is addressed to; absent while no member is linked to the person. */
    readonly slackUserId?: string;
  };
  /** Set when this invite came through a colleague's referral. */
  readonly referredIn?: {
    readonly byName: string;
    /** Our referral, when the referrer is of the same tenant. */
    readonly referralId?: string;
    readonly note?: string;
    /** Set where no source says so: the invite has the job and the addressee of our referral. */
    readonly inferred?: true;
  };
  /** The referrals that led to this invite, the first referrer first; empty when it came from the client. */
  readonly chain: readonly ReferralChainLink[];
  /** The other people who are invited to the job; absent while there was nobody else. */
  readonly peers?: Peers;
  /** The number of reminders that went out. */
  readonly nudges: number;
  /** The plan of reminders (`nudgePlanOf`) under which no reminder follows any more. */
  readonly remindedUnder?: string;
  readonly decision?: Decision;
  /**
   * The furthest reported step after the invite was accepted. Absent where a referral of the tenant led to the invite,
   * since the referral records the same.
   */
  readonly proposal?: ProposalStep;
  /** A status that the marketplace reported while the invite was decided. It applies if the decision is taken back. */
  readonly closed?: ClosedStatus;
  /** The reason for which the last decision failed; the reopened card shows it. */
  readonly trouble?: FailureReason & {
    /** The accept or decline that did not reach the marketplace; absent for a referral. */
    readonly decision?: Pick<Decision, 'id' | 'kind' | 'by'>;
  };
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  /** Grows by one with every transition. */
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}
