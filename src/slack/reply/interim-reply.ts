import type { Words } from '../words/words.js';

/** The reply that Slack gets at the deadline, before the listener has answered. */
export interface InterimReply {
  /** The language: English until the person is known. */
  say: Words;
  /** The text that a form shows; undefined for the default text. */
  text?: string;
  /** True once the interim reply was sent: the listener's own answer must then reach the person another way. */
  isSent: boolean;
}

/** Returns the interim reply of the request. */
export const interimReplyOf = ({ interim }: { readonly [name: string]: unknown }): InterimReply =>
  interim as InterimReply;
