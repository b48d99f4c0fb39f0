import type { Link } from '../chain.js';
import type { HistoryLine } from '../history.js';
import type { Client } from '../job/client.js';
import type { Job } from '../job/job.js';
import type { Person } from '../person/person.js';
import type { Trouble } from '../trouble.js';
import type { Workable } from '../work.js';

/** Where an invite stands; `transitions.ts` says what follows what. */
export type InviteStatus = 'open' | 'accepted' | 'declined' | 'referred' | 'withdrawn' | 'expired' | 'archived';

/** How an invite can end over there, or by the clock. */
export type ClosedStatus = Exclude<InviteStatus, 'open' | 'referred'>;

/** What the other invites to a job are read for: who has one, and whether there is something new to show of it. */
export interface InviteOnJob extends Pick<Invite, 'id' | 'tenantId' | 'status' | 'revision'> {
  readonly invitee: { readonly person: Pick<Person, 'id'>; readonly slackUserId?: string };
}

/** An open invite, as far as reminding of it goes. */
export type OpenInviteRef = Pick<Invite, 'id' | 'tenantId' | 'revision' | 'practice'>;

/** An open invite, as far as handing it to a member goes. */
export type AdoptableInvite = Pick<Invite, 'id' | 'tenantId' | 'invitedAt' | 'expiresAt' | 'nudges' | 'invitee'>;

/** What somebody may decide about an invite. */
export type DecisionKind = 'accepted' | 'declined' | 'referred';

/** What was done with an invite, by whom, and whether the marketplace knows. */
export interface Decision {
  /** Goes out as the `Idempotency-Key` of an accept or a decline. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** The Slack user who decided, or `marketplace` when it was decided over there. */
  readonly by: string;
  readonly byName: string;
  /** The member whose invite it is, when a manager decided for them. */
  readonly onBehalfOf?: { readonly slackUserId: string; readonly name: string };
  readonly at: Date;
  readonly reasonId?: string;
  readonly messageToClient?: string;
  readonly referralId?: string;
  /** Set where an accept or a decline is carried over by a person, whatever Baton is connected to afterwards. */
  readonly byHand?: true;
  /** Set once its cards say that the marketplace takes longer than usual to take it. */
  readonly delayed?: true;
  /** When the marketplace confirmed it, or whoever carried it over. Until then no card may claim that it was sent. */
  readonly confirmedAt?: Date;
  /** The Slack user who says so, while theirs is the only word for it. */
  readonly confirmedBy?: string;
}

/** A marketplace's invitation to one job, addressed to one person. */
export interface Invite extends Workable {
  /** Baton's own id. */
  readonly id: string;
  readonly tenantId: string;
  /** The marketplace's id; unique within the tenant. */
  readonly externalId: string;
  /** Only for trying out: nothing of it leaves Baton but what its own member sees. */
  readonly practice?: true;
  readonly status: InviteStatus;
  readonly job: Job;
  readonly client: Client;
  /** The client's letter; at most `KEPT.letter` characters are kept. */
  readonly letter: string;
  readonly letterCut: boolean;
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
  };
  /** Who passed it on before it came here, the first referrer first; empty when it came from the client. */
  readonly chain: readonly Link[];
  /** How many reminders went out. */
  readonly nudges: number;
  readonly decision?: Decision;
  /** What the marketplace or the clock said while the invite was decided: it applies if the decision is taken back. */
  readonly closed?: ClosedStatus;
  /** Why the last decision did not go through: shown on the reopened card. */
  readonly trouble?: Trouble;
  readonly invitedAt: Date;
  readonly expiresAt?: Date;
  /** Grows by one with every transition. */
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}
