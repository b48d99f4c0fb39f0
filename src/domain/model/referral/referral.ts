import type { FailureReason } from '../failure-reason.js';
import type { HistoryLine } from '../history-line.js';
import type { Workable } from '../outbox-work.js';
import type { ReferralChainLink } from '../referral-chain.js';

/** A referral's status; `transitions.ts` has the allowed transitions. */
export type ReferralStatus =
  | 'held'
  | 'undone'
  | 'forwarding'
  | 'awaiting-handoff'
  | 'forwarded'
  | 'accepted'
  | 'hired'
  | 'declined'
  | 'expired'
  | 'withdrawn'
  | 'failed';

/** A result that the marketplace reports for a forwarded referral. */
export type Outcome = 'accepted' | 'hired' | 'declined' | 'expired' | 'withdrawn';

/** The key by which the marketplace finds the colleague. */
export type Target =
  | { readonly by: 'person'; readonly personId: string }
  | { readonly by: 'email'; readonly email: string };

/** An invite passed on to a colleague. */
export interface Referral extends Workable {
  readonly id: string;
  readonly tenantId: string;
  readonly status: ReferralStatus;
  /** Baton's id of the referred invite. Its marketplace id follows. */
  readonly inviteId: string;
  readonly externalInviteId: string;
  /** Set for a practice invite: the referral is sent to no marketplace and is not counted. */
  readonly practice?: true;
  readonly job: { readonly id: string; readonly title: string; readonly url: string };
  readonly from: { readonly slackUserId: string; readonly name: string };
  readonly to: {
    readonly name: string;
    readonly slackUserId?: string;
    readonly target: Target;
    /** The colleague's page on the marketplace. */
    readonly profileUrl?: string;
  };
  readonly reasonId: string;
  readonly noteToColleague?: string;
  readonly noteToClient?: string;
  /** The earlier referrals of the job that led here, the first referrer first. */
  readonly chain: readonly ReferralChainLink[];
  /** The manager who referred in the referrer's place. */
  readonly actedBy?: { readonly slackUserId: string; readonly name: string };
  readonly createdAt: Date;
  /** The end of the undo window. */
  readonly releaseAt: Date;
  /** Set once the cards say that the marketplace is slow to accept the referral. */
  readonly delayed?: true;
  /** Set while the referral waits for a paused connection, and where it is handed off since one was paused. */
  readonly paused?: true;
  /** Set while the referral waits for a removed connection. */
  readonly disconnected?: true;
  /**
   * Set where the marketplace offers no referral for this job: the member declines there and names the colleague in the
   * message to the client.
   */
  readonly byMessage?: true;
  /** Set once the marketplace has not confirmed within `CONFIRMED_WITHIN_MS` what the member reported done. */
  readonly unconfirmed?: true;
  /** The reason for a failure. */
  readonly trouble?: FailureReason;
  /** The marketplace id of the colleague's invitation. */
  readonly receivedExternalId?: string;
  /** Set where that invitation does not name the referral: only its job and its freelancer match. */
  readonly inferred?: true;
  /** True while this is the tenant's one active referral of the job; a unique index guarantees it. */
  readonly takesSlot: boolean;
  /** Events that do not change the status, such as `viewed` and `interviewed`. */
  readonly milestones: readonly string[];
  /** The steps of which the referrer and earlier referrers were told. */
  readonly told?: readonly string[];
  /** The events that the tallies include, as in the ledger; absent in referrals of earlier releases. */
  readonly counted?: readonly string[];
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}
