import type { Workable } from '../outbox-work.js';

/** The kinds of Slack messages. A message's content is computed from the database whenever it is shown. */
export type MessageKind =
  | 'invite-card'
  | 'referral-news'
  | 'recommended'
  | 'decision-refused'
  | 'nudge'
  | 'manager-nudge'
  | 'relay-ask'
  | 'relay-news'
  | 'feedback'
  | 'digest'
  | 'welcome'
  | 'token-refused'
  | 'request-trouble'
  | 'without-card'
  | 'sync-failed';

/** The place of a message in Slack: its channel and timestamp. */
export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** A Slack message that should exist, and where it was posted. */
export interface Message extends Workable {
  /** Made by `MESSAGE_IDS`. */
  readonly id: string;
  readonly tenantId: string;
  readonly kind: MessageKind;
  readonly inviteId?: string;
  readonly referralId?: string;
  readonly relayId?: string;
  readonly feedbackId?: string;
  /**
   * A detail that belongs to the kind: the step of `referral-news`, such as `hired`; the mark of a refused token; a
   * member's request; whose invites have no card; that a manager gets feedback in place of its channel.
   */
  readonly event?: string;
  /** A user id (a DM) or a channel id. */
  readonly to: string;
  /** The message's place in Slack; absent until it was posted. */
  readonly posted?: Place;
  /**
   * Time since which a delivery may have posted the message without storing its place in Slack: the next delivery
   * searches for it before it posts.
   */
  readonly attemptedAt?: Date;
  /** Set on the one `referral-news` that its recipient gets as a direct message about its referral. */
  readonly direct?: true;
  /** A digest of the content that Slack shows. An edit to the same content is not sent. */
  readonly shown?: string;
  /**
   * The state that Slack shows the reader, in a word (`state-told.ts`). Absent where an edit tells nothing new, and in
   * messages of earlier releases.
   */
  readonly told?: string;
  /** The place of the message that this one was posted anew for, since Slack lets Baton edit that one no more. */
  readonly replaces?: Place;
  /** The revision of the content that should be shown. */
  readonly wanted: number;
}

/** The `event` of feedback that a manager gets, since the channel for it does not take it. */
export const INSTEAD_OF_CHANNEL = 'instead-of-channel';

/** A message before it is posted. */
export type MessageToEnsure = Omit<
  Message,
  'work' | 'posted' | 'attemptedAt' | 'direct' | 'shown' | 'told' | 'replaces'
>;

/** The kinds that no person waits for. */
const NEWS: readonly MessageKind[] = [
  'referral-news',
  'recommended',
  'nudge',
  'manager-nudge',
  'relay-news',
  'feedback',
  'digest',
  'sync-failed',
  'without-card',
];

/** Tells whether no person waits for a message. A failed referral is waited for: its invite is open again. */
export const isNews = ({ kind, event }: Pick<Message, 'kind' | 'event'>): boolean =>
  NEWS.includes(kind) && !(kind === 'referral-news' && event === 'failed');
