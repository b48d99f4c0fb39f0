import type { DeclineReason } from '../connection/connection.js';
import type { RefusalCode, WhyUnreached } from '../errors.js';
import type { Feedback } from '../feedback/feedback.js';
import type { Decision, Invite } from '../invite/invite.js';
import type { Language } from '../languages.js';
import type { Match } from '../matching/rank-colleagues.js';
import type { UnclearAddress } from '../member/unclear-address.js';
import type { Message, Place } from '../message/message.js';
import type { RequestTrouble } from '../message/request-trouble.js';
import type { NewsEvent } from '../referral/news-to-tell.js';
import type { Referral } from '../referral/referral.js';
import type { Relay } from '../relay/relay.js';
import type { Digest } from '../tally/digest.js';

/** The content of a message; with `brief`, only the text of its notification, where Slack refused the whole. */
export type ShownContent = MessageContent & { readonly brief?: true };

/** The content of a message as data. The Slack adapter turns it into words and blocks. */
export type MessageContent =
  | {
      readonly kind: 'invite-card';
      readonly invite: Invite;
      /** The referral that passed this invite on, if any. */
      readonly referral: Referral | null;
      /** True when no member is linked to the invited person. */
      readonly unlinked: boolean;
      /** The reason why the invited person cannot be linked: the address of a mail that stands for no one person. */
      readonly unclear?: UnclearAddress;
      /** Set where the card of an invite without a linked member goes to one person instead of a channel. */
      readonly alone?: true;
      /** The reason why an open card has no *Refer*; null when it has. */
      readonly whyNotRefer: RefusalCode | null;
      /** The reason why an open card has no *Ask first*; null when it has. */
      readonly whyNotAsk: RefusalCode | null;
      /** The invite's latest relay. */
      readonly relay: Relay | null;
      /** The referrals that followed this invite's referral, the next one first. */
      readonly onward: readonly Referral[];
      /**
       * The Slack user id of the card's recipient, who is addressed as "you"; matches nobody where the card is in a
       * channel.
       */
      readonly reader?: string;
      /** The colleague who fits best, on an open card that can be referred. */
      readonly best?: Match;
      /** The marketplace's name, where it is known. */
      readonly marketplace?: string;
      /** The language of texts for the client, set while a decision waits for its hand-off. */
      readonly clientLanguage?: Language;
      /**
       * Set where the answer to an open card, or a referral that can still be undone, will be handed off to the member.
       */
      readonly byHand?: true;
      /** Set where a referral of the tenant led to the invite, and the client has hired its addressee. */
      readonly hired?: true;
      /** The chosen reason for declining, while the decision waits for its hand-off. */
      readonly reason?: DeclineReason;
      /** The invited member; set on the card of somebody else. Without a name while no member is linked. */
      readonly elsewhere?: { readonly name?: string };
    }
  | {
      readonly kind: 'referral-news';
      readonly referral: Referral;
      /** The step that is news: a status or a milestone. */
      readonly event: string;
      /** The referred invite in its present state. */
      readonly invite: Invite | null;
      /** The referrals that followed this one, the next one first. */
      readonly onward: readonly Referral[];
      /** Set where the recipient passed the job on before the referrer did. */
      readonly earlier?: true;
      /** Set where the recipient referred in the referrer's place, and the referral failed. */
      readonly behalf?: true;
      /**
       * The recipient's card of the invite that they passed on, in whose thread the news stands; without a card, their
       * direct message.
       */
      readonly thread?: Place;
      /**
       * True for the one direct message about its referral, in the conversation; all other news is posted in a thread.
       */
      readonly direct: boolean;
      /** The direct message that the recipient already has, which is edited to show this step too. */
      readonly addedTo?: Message;
      /** The latest later step, shown on the direct message. */
      readonly since?: NewsEvent;
      /** The marketplace's name, where it is known. */
      readonly marketplace?: string;
    }
  | {
      readonly kind: 'decision-refused';
      /** The invite in its present state. */
      readonly invite: Invite;
      readonly decision: Decision['kind'];
      /**
       * The relation of the decision to the reader: taken by the reader, by the reader for a member, or by somebody
       * else for the reader.
       */
      readonly whose: 'own' | 'behalf' | 'forYou';
      /**
       * The recipient's card of the invite, in whose thread the message stands; without a card it is a direct message.
       */
      readonly thread?: Place;
      /** The marketplace's name, where it is known. */
      readonly marketplace?: string;
    }
  | {
      readonly kind: 'recommended';
      readonly referral: Referral;
      readonly invite: Invite;
      /** The marketplace's name, where it is known. */
      readonly marketplace?: string;
    }
  | {
      readonly kind: 'nudge' | 'manager-nudge';
      readonly invite: Invite;
      /** The Slack user who reads it. */
      readonly reader?: string;
      /** The invited member; set on the reminder of somebody whose invite it was before. As in a card. */
      readonly elsewhere?: { readonly name?: string };
      /** Set where a manager is told that the member cannot be reached. */
      readonly unreached?: WhyUnreached;
      readonly whyNotRefer: RefusalCode | null;
      /** Set where the answer will be handed off to the member. */
      readonly byHand?: true;
      /** The marketplace's name, where it is known. */
      readonly marketplace?: string;
    }
  | {
      readonly kind: 'relay-ask';
      readonly relay: Relay;
      readonly invite: Invite;
      readonly index: number;
      /** The marketplace's name, where it is known. */
      readonly marketplace?: string;
    }
  | { readonly kind: 'relay-news'; readonly relay: Relay; readonly invite: Invite; readonly event: string }
  | {
      readonly kind: 'feedback';
      readonly feedback: Feedback;
      /** Set for a manager, who gets it since the channel for it does not take it. */
      readonly insteadOfChannel?: true;
    }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'welcome'; readonly tenantName: string; readonly connected: boolean }
  | {
      readonly kind: 'token-refused';
      /** The connection's name. */
      readonly name: string;
      /** Set where the connection sends no decisions: its invites are answered by hand. */
      readonly byHand?: true;
    }
  | ({ readonly kind: 'request-trouble' } & RequestTrouble)
  | {
      readonly kind: 'without-card';
      readonly count: number;
      /** Set where the invited people are linked to no member; absent where the invites are the reader's own. */
      readonly unlinked?: true;
    }
  | { readonly kind: 'sync-failed' };
