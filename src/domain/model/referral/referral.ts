import type { Link } from '../chain.js';
import type { HistoryLine } from '../history.js';
import type { Trouble } from '../trouble.js';
import type { Workable } from '../work.js';

/** Where a referral stands; `transitions.ts` says what follows what. */
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

/** What the marketplace can report about a forwarded referral. */
export type Outcome = 'accepted' | 'hired' | 'declined' | 'expired' | 'withdrawn';

/** How the marketplace finds the colleague. */
export type Target =
  | { readonly by: 'person'; readonly personId: string }
  | { readonly by: 'email'; readonly email: string };

/** An invite passed on to a colleague. */
export interface Referral extends Workable {
  readonly id: string;
  readonly tenantId: string;
  readonly status: ReferralStatus;
  /** The invite that is passed on (Baton's id), and its marketplace id. */
  readonly inviteId: string;
  readonly externalInviteId: string;
  /** Of a practice invite: it goes nowhere, and is not counted. */
  readonly practice?: true;
  readonly job: { readonly id: string; readonly title: string; readonly url: string };
  readonly from: { readonly slackUserId: string; readonly name: string };
  readonly to: { readonly name: string; readonly slackUserId?: string; readonly target: Target };
  readonly reasonId: string;
  readonly noteToColleague?: string;
  readonly noteToClient?: string;
  /** Who passed the job on before, the first referrer first. */
  readonly chain: readonly Link[];
  /** The manager who decided in the referrer's place. */
  readonly actedBy?: { readonly slackUserId: string; readonly name: string };
  readonly createdAt: Date;
  /** Until then the referrer may undo it. */
  readonly releaseAt: Date;
  /** Set once its cards say that the marketplace takes longer than usual to take it. */
  readonly delayed?: true;
  /** Why it failed. */
  readonly trouble?: Trouble;
  /** The marketplace's id of the invite that the colleague got. */
  readonly receivedExternalId?: string;
  /** True while it takes the tenant's one referral for this job (a unique index serves it). */
  readonly takesSlot: boolean;
  /** Things seen on the way that are no states, such as `viewed` and `interviewed`. */
  readonly milestones: readonly string[];
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}
