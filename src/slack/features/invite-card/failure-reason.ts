import type { KnownBlock } from '@slack/types';
import type { FailureReason } from '../../../domain/model/failure-reason.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { fold } from '../../../lib/accent-folding.js';
import { context, quote, section } from '../../blocks/blocks.js';
import { withStateMarker } from '../../parts/state-markers.js';
import { failureReasonText } from '../../words/failure-reason-text.js';
import type { Words } from '../../words/words.js';

/** The length of the marketplace's explanation, in characters. */
const EXPLANATION = 500;

/** Says why the last decision failed, and quotes the marketplace where it adds something. */
export function failureReason({ trouble: known, status }: Invite, words: Words): KnownBlock[] {
  if (!known) return [];
  const reason = failureReasonText(known, words);
  return [
    section(withStateMarker('trouble', words.mrkdwn(status === 'open' ? 'card.reopened' : 'card.notSent', { reason }))),
    ...explanation(known, words),
  ];
}

/** Quotes the marketplace, or the member's report, where it adds something to the reason. */
export function explanation(known: FailureReason, words: Words): KnownBlock[] {
  const reasons = [failureReasonText(known, words), failureReasonText(known, words.inLanguage('en'))];
  const said = reasons.some((one) => repeats(known.detail, one)) ? [] : quote(known.detail, EXPLANATION);
  if (!said.length) return [];
  return [context(words.mrkdwn(known.code === 'handoff-failed' ? 'card.noted' : 'card.said')), ...said];
}

/** The share of a sentence's words that must occur in another one for the sentence to count as a repetition. */
const MOST = 0.6;

/** Tells whether a sentence repeats another: most of its words occur there. */
function repeats(sentence: string, said: string): boolean {
  const known = new Set(wordsOf(said));
  const given = wordsOf(sentence);
  return given.filter((word) => known.has(word)).length > given.length * MOST;
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
