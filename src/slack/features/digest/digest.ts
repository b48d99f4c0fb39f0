import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { context, header, type MessageView, section } from '../../blocks/blocks.js';
import { tallyRow, teamRow } from '../../parts/tally-blocks.js';
import type { Words } from '../../words/words.js';

type DigestContent = Extract<MessageContent, { kind: 'digest' }>;

/** Renders a member's week, beside the week before and the team's. Names nobody else. */
export function digestMessage({ digest }: DigestContent, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  const { week, before, team, openInvites } = digest;
  const waiting = openInvites ? mrkdwn('digest.open', { count: openInvites }) : mrkdwn('digest.none');
  return {
    text: plain('digest.text', { row: tallyRow(week, words) }),
    blocks: [
      header(plain('digest.title')),
      section(mrkdwn('digest.mine', { row: tallyRow(week, words) })),
      section(mrkdwn('digest.before', { row: tallyRow(before, words) })),
      section(mrkdwn('digest.team', { row: teamRow(team, words) })),
      section(waiting),
      context(mrkdwn('digest.off')),
    ],
  };
}
