import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { context, type MessageView, quote, section } from '../../blocks/blocks.js';
import { moment } from '../../blocks/format-dates.js';
import { knownName } from '../../words/erased-names.js';
import type { Words } from '../../words/words.js';

type FeedbackContent = Extract<MessageContent, { kind: 'feedback' }>;

/** Renders a member's feedback for the admins, quoted as written. */
export function feedbackMessage({ feedback, insteadOfChannel }: FeedbackContent, words: Words): MessageView {
  const { mrkdwn } = words;
  if (!feedback.text) return deleted(words);
  const name = knownName(feedback.from.name, words);
  return {
    text: mrkdwn('feedback.text', { name }),
    blocks: [
      section(mrkdwn('feedback.from', { name })),
      ...quote(feedback.text),
      context(mrkdwn('feedback.when', { when: moment(feedback.at, words) })),
      ...(insteadOfChannel ? [context(mrkdwn('feedback.instead'))] : []),
    ],
  };
}

/** Renders feedback whose writer has deleted their data. */
function deleted({ mrkdwn }: Words): MessageView {
  const text = mrkdwn('feedback.deleted');
  return { text, blocks: [context(text)] };
}
