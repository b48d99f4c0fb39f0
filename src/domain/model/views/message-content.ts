import type { DeclineReason } from '../connection/connection.js';
import type { RefusalCode, WhyUnreached } from '../errors.js';
import type { Feedback } from '../feedback/feedback.js';
import type { Invite } from '../invite/invite.js';
import type { RequestTrouble } from '../message/request-trouble.js';
import type { Referral } from '../referral/referral.js';
import type { Relay } from '../relay/relay.js';
import type { Digest } from '../tally/digest.js';

/** What a message says, before it has words: the Slack adapter turns it into blocks. */
export type Content =
  | {
      readonly kind: 'invite-card';
      readonly invite: Invite;
      /** The referral that passed this invite on, if any. */
      readonly referral: Referral | null;
      /** True when no member is linked to the invited person. */
      readonly unlinked: boolean;
      /** Set where an invite of nobody's is shown to one person, and not in a channel. */
      readonly alone?: true;
      /** Why Refer is missing from an open card; null when it is there. */
      readonly whyNotRefer: RefusalCode | null;
      /** Why *Ask first* is missing from an open card; null when it is there. */
      readonly whyNotAsk: RefusalCode | null;
      /** A soft ask that is or was made for this invite. */
      readonly relay: Relay | null;
      /** How the job went on after this invite's referral, the next one first. */
      readonly onward: readonly Referral[];
      /** Set on an open card whose answer is carried over by hand. */
      readonly byHand?: true;
      /** The marketplace's reason that was chosen, while the decision waits to be carried over. */
      readonly reason?: DeclineReason;
      /** Set where others read it than the invited member, who got a card of their own: that member. */
      readonly elsewhere?: { readonly name: string };
    }
  | {
      readonly kind: 'referral-news';
      readonly referral: Referral;
      /** The step it tells: a status or a milestone. */
      readonly event: string;
      /** The invite that was passed on, as it stands now. */
      readonly invite: Invite | null;
      /** How the job went on after this referral, the next one first. */
      readonly onward: readonly Referral[];
      /** Set where it goes to somebody who passed the job on before the referrer did. */
      readonly earlier?: true;
    }
  | { readonly kind: 'recommended'; readonly referral: Referral; readonly invite: Invite }
  | {
      readonly kind: 'nudge' | 'manager-nudge';
      readonly invite: Invite;
      /** Set where a manager hears that the member cannot be written to. */
      readonly unreached?: WhyUnreached;
      readonly whyNotRefer: RefusalCode | null;
      /** Set where an answer is carried over by hand. */
      readonly byHand?: true;
    }
  | { readonly kind: 'relay-ask'; readonly relay: Relay; readonly invite: Invite; readonly index: number }
  | { readonly kind: 'relay-news'; readonly relay: Relay; readonly invite: Invite; readonly event: string }
  | { readonly kind: 'feedback'; readonly feedback: Feedback }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'welcome'; readonly tenantName: string; readonly connected: boolean }
  | {
      readonly kind: 'token-refused';
      /** What people call the marketplace. */
      readonly name: string;
    }
  | ({ readonly kind: 'request-trouble' } & RequestTrouble)
  | { readonly kind: 'sync-failed' };
