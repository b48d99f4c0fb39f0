import type { KnownBlock } from '@slack/types';
import type { MyReferrals } from '../../../domain/tallies/read-my-referrals.js';
import { context, divider, header, type MessageView } from '../../blocks/blocks.js';
import { referralLines } from '../../parts/referral-lines.js';
import { tallyRow, tallyTable } from '../../parts/tally-blocks.js';
import type { Words } from '../../words/words.js';

/**
 * Renders a member's own tallies and latest referrals. Writes names out, without mentions, so that nobody is notified.
 */
export function myReferrals(mine: MyReferrals, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  return {
    text: plain('mine.text', { row: tallyRow(mine.tallies.all, words) }),
    blocks: [
      header(plain('mine.title')),
      ...tallyTable(mine.tallies, words),
      divider,
      header(plain('mine.sent')),
      ...referralLines(mine.sent, 'sent', mrkdwn('mine.noneSent'), words),
      ...older(mine, 'sent', words),
      header(plain('mine.received')),
      ...referralLines(mine.received, 'received', mrkdwn('mine.noneReceived'), words),
      ...older(mine, 'received', words),
    ],
  };
}

const older = (mine: MyReferrals, side: 'sent' | 'received', { mrkdwn }: Words): KnownBlock[] =>
  mine.more[side] ? [context(mrkdwn('mine.latest', { count: mine[side].length }))] : [];
