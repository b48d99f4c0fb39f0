import type { Workable } from '../work.js';

/** What a Slack message is about; its content is made from the truth whenever it is shown. */
export type MessageKind =
  | 'invite-card'
  | 'referral-news'
  | 'recommended'
  | 'nudge'
  | 'manager-nudge'
  | 'relay-ask'
  | 'relay-news'
  | 'feedback'
  | 'digest'
  | 'welcome'
  | 'token-refused'
  | 'request-trouble'
  | 'sync-failed';

/** A Slack message that should exist, and where it was posted. */
export interface Message extends Workable {
  /** Made from what it is about, so that wanting it twice is wanting it once. */
  readonly id: string;
  readonly tenantId: string;
  readonly kind: MessageKind;
  readonly inviteId?: string;
  readonly referralId?: string;
  readonly relayId?: string;
  readonly feedbackId?: string;
  /**
   * Which step `referral-news` tells, such as `forwarded` or `hired`; which token was refused; which request of a member
   * failed.
   */
  readonly event?: string;
  /** A user id (a DM) or a channel id. */
  readonly to: string;
  /** Where Slack put it; absent until it was posted. */
  readonly posted?: { readonly channel: string; readonly ts: string };
  /** Set before the first post: a later attempt looks for the message before it posts again. */
  readonly attemptedAt?: Date;
  /** The revision of its content that should be shown. */
  readonly wanted: number;
}

/** A message as it is wanted: where Slack puts it is known later. */
export type MessageToEnsure = Omit<Message, 'work' | 'posted' | 'attemptedAt'>;
