import type { RefusalCode } from '../errors.js';
import type { Invite } from '../invite/invite.js';
import type { Member, Role } from '../member/member.js';
import type { Relay } from '../relay/relay.js';
import type { SpanCounts } from '../tally/tally.js';
import type { Tenant } from '../tenant/tenant.js';
import type { ListedReferral } from './listed-referral.js';

/** A member's App Home. */
export interface HomeContent {
  readonly member: Member;
  readonly role: Role;
  readonly tenant: Tenant;
  readonly connected: boolean;
  readonly tallies: SpanCounts;
  /** Those that expire first. */
  readonly openInvites: readonly OpenInvite[];
  /** How many wait besides. */
  readonly moreInvites: number;
  /** The page of the list that the member chose. */
  readonly referrals: readonly ListedReferral[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: Date;
}

/** An invite that waits for a member's answer. */
export interface OpenInvite {
  readonly invite: Invite;
  /** Why it cannot be referred; null when it can. */
  readonly whyNotRefer: RefusalCode | null;
  /** Why colleagues cannot be asked first; null when they can. */
  readonly whyNotAsk: RefusalCode | null;
  /** Set where an answer is carried over by hand. */
  readonly byHand?: true;
  /** A soft ask that is or was made for it. */
  readonly relay: Relay | null;
}
