import type { Message } from './message.js';

/** A recipient: the Slack id of a user or a channel. */
type To = Message['to'];

/**
 * The ids of Slack messages. Each is made from what the message is about, so that ensuring a message twice is ensuring
 * it once. A changed id posts a second message for what is there already.
 */
export const MESSAGE_IDS = {
  card: (inviteId: string, to: To) => `card.${inviteId}.${to}`,
  /** @param event of `unreached.<why>` only the first part counts: every reason shares one message */
  nudge: (kind: 'nudge' | 'manager-nudge', inviteId: string, event: string, to: To) =>
    `${kind}.${inviteId}.${event.split('.')[0]}.${to}`,
  /** News for the referrer of the referral. */
  news: (referralId: string, event: string) => `news.${referralId}.${event}`,
  /** News for whoever referred in the referrer's place, or passed the job on before the referrer did. */
  othersNews: (referralId: string, event: string, to: To) => `news.${referralId}.${event}.${to}`,
  /** A message to whoever took the decision, and to the member for whom it was taken. */
  decisionRefused: (decisionId: string, to: To) => `decision-refused.${decisionId}.${to}`,
  recommended: (referralId: string) => `recommended.${referralId}`,
  relay: (kind: 'relay-ask' | 'relay-news', relayId: string, event: string, to: To) =>
    `${kind}.${relayId}.${event}.${to}`,
  feedback: (feedbackId: string) => `feedback.${feedbackId}`,
  /** Feedback that its channel does not take, for a manager. */
  feedbackInstead: (feedbackId: string, to: To) => `feedback.${feedbackId}.${to}`,
  /** @param week the period that the digest is of, such as `week:2026-11-23` */
  digest: (week: string, to: To) => `digest.${week}.${to}`,
  welcome: (to: To, activeSince: Date) => `welcome.${to}.${activeSince.getTime()}`,
  /** @param mark stands for the refused token */
  tokenRefused: (mark: string, to: To) => `token-refused.${mark}.${to}`,
  /** @param mark stands for the connection's token, or for the installation where there is no connection */
  syncFailed: (mark: string | number, to: To) => `sync-failed.${mark}.${to}`,
  /** @param whose `own`, or `unlinked` where nobody is linked to the invited people */
  withoutCard: (connectionId: string, whose: string, to: To) => `without-card.${connectionId}.${whose}.${to}`,
  /** @param workId the work that was asked for */
  requestTrouble: (workId: string, stage: string) => `request-trouble.${workId}.${stage}`,
} as const;

/** Returns the id that a message has for another recipient, where its id ends with the recipient. */
export const sameFor = ({ id, to }: Pick<Message, 'id' | 'to'>, other: To): string =>
  `${id.slice(0, -to.length)}${other}`;
