import type { RefusalCode } from '../errors.js';
import type { Feedback } from '../feedback/feedback.js';
import type { Invite } from '../invite/invite.js';
import type { Member, Role } from '../member/member.js';
import type { Referral } from '../referral/referral.js';
import type { Relay } from '../relay/relay.js';
import type { Counts, SpanCounts } from '../tally/tally.js';
import type { Tenant } from '../tenant/tenant.js';

/** What a message says, before it has words: the Slack adapter turns it into blocks. */
export type Content =
  | {
      readonly kind: 'invite-card';
      readonly invite: Invite;
      /** The referral that passed this invite on, if any. */
      readonly referral: Referral | null;
      /** True when no member is linked to the invited person. */
      readonly unlinked: boolean;
      /** Why Refer is missing from an open card; null when it is there. */
      readonly whyNotRefer: RefusalCode | null;
      /** Why *Ask first* is missing from an open card; null when it is there. */
      readonly whyNotAsk: RefusalCode | null;
      /** A soft ask that is or was made for this invite. */
      readonly relay: Relay | null;
      /** How the job went on after this invite's referral, the next one first. */
      readonly onward: readonly Referral[];
      /** Set where others read it than the invited member, who got a card of their own. */
      readonly elsewhere?: true;
    }
  | {
      readonly kind: 'referral-news';
      readonly referral: Referral;
      /** The step it tells: a status or a milestone. */
      readonly event: string;
    }
  | { readonly kind: 'nudge' | 'manager-nudge'; readonly invite: Invite; readonly whyNotRefer: RefusalCode | null }
  | { readonly kind: 'relay-ask'; readonly relay: Relay; readonly invite: Invite; readonly index: number }
  | { readonly kind: 'relay-news'; readonly relay: Relay; readonly invite: Invite; readonly event: string }
  | { readonly kind: 'feedback'; readonly feedback: Feedback }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'welcome'; readonly tenantName: string; readonly connected: boolean };

/** A week, for one member. */
export interface Digest {
  readonly week: Counts;
  readonly before: Counts;
  readonly team: Counts;
  readonly openInvites: number;
}

/** A member's App Home. */
export interface HomeContent {
  readonly member: Member;
  readonly role: Role;
  readonly tenant: Tenant;
  readonly connected: boolean;
  readonly tallies: SpanCounts;
  readonly openInvites: readonly OpenInvite[];
  /** The page of the list that the member chose. */
  readonly referrals: readonly Referral[];
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
  /** A soft ask that is or was made for it. */
  readonly relay: Relay | null;
}

/** A file to be sent by DM. */
export type FileContent =
  /** A table for a spreadsheet. */
  | { readonly kind: 'referrals'; readonly sent: readonly Referral[]; readonly received: readonly Referral[] }
  /** Everything that is kept about a member, for them alone. */
  | { readonly kind: 'my-data'; readonly data: object };
