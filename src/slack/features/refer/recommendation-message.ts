import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { actions, context, header, type MessageView, quote, section } from '../../blocks/blocks.js';
import { openButton } from '../../parts/invite-buttons.js';
import { facts } from '../../parts/job-facts.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

type Recommended = Extract<MessageContent, { kind: 'recommended' }>;

/** Tells a colleague that somebody referred them by hand, and what may follow. */
export function recommendationMessage({ referral, invite, marketplace }: Recommended, words: Words): MessageView {
  const { mrkdwn } = words;
  const { name } = referral.from;
  const title = titleOf(referral, words);
  const note = quote(referral.noteToColleague ?? '');
  const open = openButton(invite, words, marketplace);
  const blocks = [
    section(mrkdwn('recommended.eyebrow', { name })),
    header(title),
    ...(note.length ? [context(mrkdwn('card.noteFrom', { name })), ...note] : []),
    ...facts(invite, words),
    context(mrkdwn('recommended.next')),
    ...(open.length ? [actions(`recommended:${referral.id}`, open)] : []),
  ];
  return { text: mrkdwn('recommended.text', { name, title }), blocks };
}
