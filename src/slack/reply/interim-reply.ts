import type { Words } from '../words/words.js';

/** What Slack is answered when the true answer takes longer than it waits. */
export interface InterimReply {
  /** In whose language; English until it is known who asks. */
  say: Words;
  /** What a form shows meanwhile; undefined for the usual words. */
  text?: string;
  /** Whether Slack has its holding answer: what comes now must reach the person another way. */
  isSent: boolean;
}

/** The holding answer of the request that a listener serves. */
export const interimReplyOf = ({ interim }: { readonly [name: string]: unknown }): InterimReply =>
  interim as InterimReply;
