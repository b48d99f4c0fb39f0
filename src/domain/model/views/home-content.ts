import type { Connection } from '../connection/connection.js';
import type { RefusalCode } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import type { Member, Role } from '../member/member.js';
import type { Person } from '../person/person.js';
import type { Relay } from '../relay/relay.js';
import type { SpanCounts } from '../tally/tally.js';
import type { Tenant } from '../tenant/tenant.js';
import type { ListedReferral } from './listed-referral.js';

/** The content of a member's App Home. */
export interface HomeContent {
  readonly member: Member;
  readonly role: Role;
  readonly tenant: Tenant;
  readonly connected: boolean;
  /**
   * True where any member is linked to a marketplace account; read only where the reader's own account does not show
   * it.
   */
  readonly anyLinked: boolean;
  /** The connections with their state; for admins alone. */
  readonly connections?: readonly ConnectionOnHome[];
  /** The people whose open invites reach no member; for admins alone. */
  readonly strangers?: readonly LinkSuggestion[];
  readonly tallies: SpanCounts;
  /** Open invites: those without a card first, then by expiry. */
  readonly openInvites: readonly OpenInvite[];
  /** The number of further open invites. */
  readonly moreInvites: number;
  /** Number of the further open invites that have no card. */
  readonly withoutCard?: number;
  /** The page of the list that the member chose. */
  readonly referrals: readonly ListedReferral[];
  /** The start of the next page; absent on the last one. */
  readonly next?: Date;
  /** The names of those who may decide for the reader, whom they can ask. */
  readonly whomToAsk: readonly string[];
}

/** A connection, without its secrets. */
export type ConnectionOnHome = Pick<Connection, 'name' | 'health' | 'pausedAt' | 'connectedAt' | 'setUpAt' | 'polls'>;

/** A person whose invites reach no member, and the member whose name fits. */
export interface LinkSuggestion {
  readonly person: Pick<Person, 'id' | 'name'>;
  readonly member?: { readonly slackUserId: string; readonly name: string };
}

/** An open invite on the Home. */
export interface OpenInvite {
  readonly invite: Invite;
  /** The rule that forbids to refer the invite; null where it can be referred. */
  readonly whyNotRefer: RefusalCode | null;
  /** The rule that forbids to ask colleagues first; null where they can be asked. */
  readonly whyNotAsk: RefusalCode | null;
  /** Set where the answer will be handed off to the member. */
  readonly byHand?: true;
  /** The marketplace's name, where it is known. */
  readonly marketplace?: string;
  /** The invite's latest relay. */
  readonly relay: Relay | null;
}
