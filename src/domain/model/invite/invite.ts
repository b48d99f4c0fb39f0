import type { Origin } from '../connection/connection.js';
import type { InvitationKind, UncertainField } from '../event/event.js';
import type { Trouble } from '../failure-reason.js';
import type { HistoryLine } from '../history-line.js';
import type { Client } from '../job/client.js';
import type { Job } from '../job/job.js';
import type { Workable } from '../outbox-work.js';
import type { Person } from '../person/person.js';
import type { Link } from '../referral-chain.js';

/** An invite's status; `transitions.ts` has the allowed transitions. */
export type InviteStatus = 'open' | 'accepted' | 'declined' | 'referred' | 'withdrawn' | 'expired' | 'archived';

/** A status in which the marketplace, or Baton's clock, can end an invite. */
export type ClosedStatus = Exclude<InviteStatus, 'open' | 'referred'>;

/** Somebody else who is invited to the same job. */
export interface Peer {
  readonly name: string;
  /** Absent while no member is linked to the person. */
  readonly slackUserId?: string;
  /** The person of the marketplace, while no member is linked to it. */
  readonly personId?: string;
  readonly status: 'open' | 'accepted' | 'declined' | 'referred';
}

/** The others who are invited to an invite's job (`peers.ts`). */
export interface Peers {
  readonly named: readonly Peer[];
  /** The number of the others; `MOST_COUNTED + 1` stands for any larger one. */
  readonly more: number;
}

/** An invite among the others to its job: its addressee, and the revision that cards should show. */
export interface InviteOnJob
  extends Pick<
    Invite,
    'id' | 'tenantId' | 'status' | 'revision' | 'invitedAt' | 'chain' | 'past' | 'practice' | 'duplicateOf' | 'peers'
  > {
  readonly invitee: { readonly person: Pick<Person, 'id' | 'name'>; readonly slackUserId?: string };
}

/** Somebody who is invited and whom no member is linked to. */
export interface Stranger {
  readonly person: Person;
  /** The origins of an invite of theirs. */
  readonly origins: readonly Origin[];
}

/** The part of an open invite that reminders need. */
export type OpenInviteRef = Pick<Invite, 'id' | 'tenantId' | 'revision' | 'practice'>;

/** The part of an open invite that is read when a member becomes its addressee. */
export type AdoptableInvite = Pick<Invite, 'id' | 'tenantId' | 'invitedAt' | 'expiresAt' | 'nudges' | 'invitee'>;

/** The kinds of decision about an invite. */
export type DecisionKind = 'accepted' | 'declined' | 'referred';

/** A decision about an invite: who took it, and whether the marketplace has confirmed it. */
export interface Decision {
  /** Goes out as the `Idempotency-Key` of an accept or a decline. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** The Slack user who decided, or `marketplace` when the decision was taken there. */
  readonly by: string;
  readonly byName: string;
  /** The member whose invite it is, when a manager decided for them. */
  readonly onBehalfOf?: { readonly slackUserId: string; readonly name: string };
  readonly at: Date;
  readonly reasonId?: string;
  readonly messageToClient?: string;
  readonly referralId?: string;
  /** Set where an accept or a decline is handed off to a person, whatever Baton is connected to afterwards. */
  readonly byHand?: true;
  /** Set once its cards say that the marketplace is slow to accept it. */
  readonly delayed?: true;
  /** When the marketplace, or the member after a hand-off, confirmed it. Until then no card may claim that it was sent. */
  readonly confirmedAt?: Date;
  /** The Slack user who reported the hand-off done, until the marketplace confirms it. */
  readonly confirmedBy?: string;
  /** Set once the marketplace has not confirmed for `CONFIRMED_WITHIN` what the member reported done. */
  readonly unconfirmed?: true;
}

/** The facts of an invitation that several sources may tell. The `addressee` is the member. */
export const FACTS = [
  'letter',
  'url',
  'kind',
  'invitedAt',
  'expiresAt',
  'person',
  'addressee',
  'jobId',
  'title',
  'jobUrl',
  'budget',
  'skills',
  'name',
  'country',
  'timeZone',
  'rating',
  'totalSpent',
  'hires',
  'paymentVerified',
] as const;

/**
 * The open invites of a reader beyond which no more become cards at once, where they are no news: those from before their
 * connection was made, and those to people whom nobody is linked to.
 */
export const MOST_CARDS = 25;

/** One of the facts of an invitation; those of the client have its names for them. */
export type Fact = (typeof FACTS)[number];

/** A marketplace's invitation to one job, addressed to one person. */
export interface Invite extends Workable {
  /** Baton's own id. */
  readonly id: string;
  readonly tenantId: string;
  /** The id of the first origin; unique within the tenant. */
  readonly externalId: string;
  /** The invitation's ids, one for each connection that told of it, the first one first. */
  readonly origins: readonly Origin[];
  /** The id of the invite that this one was folded into, since the two were one invitation. */
  readonly duplicateOf?: string;
  /** Set where it was over before its connection was made: it has no card. */
  readonly past?: true;
  /** Set while it has no card, since its reader had so many open invites when it came: it stands on the Home alone. */
  readonly unannounced?: true;
  /** Set on a practice invite: nothing of it leaves Baton, and only its own member sees it. */
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
  /** By what the invitation is recognised again (`identity-claims.ts`). No two invites of a tenant have one in common. */
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
    /** Set where no source says so: the job and the addressee are those of our referral. */
    readonly inferred?: true;
  };
  /** The referrals that led to this invite, the first referrer first; empty when it came from the client. */
  readonly chain: readonly Link[];
  /** The others who are invited to the job; absent while nobody else was. */
  readonly peers?: Peers;
  /** The number of reminders that went out. */
  readonly nudges: number;
  readonly decision?: Decision;
  /** A status that was reported while the invite was decided: it applies if the decision is taken back. */
  readonly closed?: ClosedStatus;
  /** The reason for which the last decision failed; the reopened card shows it. */
  readonly trouble?: Trouble & {
    /** The accept or decline that Baton could not bring to the marketplace; absent for a referral and a hand-off. */
    readonly decision?: Pick<Decision, 'id' | 'kind' | 'by'>;
  };
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  /** Grows by one with every transition. */
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}
