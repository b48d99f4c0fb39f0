import type { KnownBlock } from '@slack/types';
import type { Referral } from '../../domain/referral/referral.js';
import type { MyReferrals } from '../../domain/tally/read-referrals.js';
import { divider, header, type MessageView, section } from '../blocks/blocks.js';
import { moment } from '../blocks/dates.js';
import { pack } from '../blocks/pack.js';
import { shownStatus } from '../invite-card/state.js';
import type { Words } from '../words/words.js';
import { tallyRow, tallyTable } from './tallies.js';

/** My tallies and my latest referrals. Names are written out, so that nobody is pinged. */
export function myReferrals(mine: MyReferrals, words: Words): MessageView {
  const { plain } = words;
  const text = plain('mine.text', { row: tallyRow(mine.tallies.all, words) });
  return { text, blocks: [header(plain('mine.title')), ...referralBlocks(mine, words)] };
}

/** The part that the Home tab shows too. */
export const referralBlocks = (mine: MyReferrals, words: Words): KnownBlock[] => [
  ...tallyTable(mine.tallies, words),
  divider,
  header(words.plain('mine.sent')),
  ...list(mine.sent, 'toColleague', words.mrkdwn('mine.noneSent'), words),
  header(words.plain('mine.received')),
  ...list(mine.received, 'fromColleague', words.mrkdwn('mine.noneReceived'), words),
];

function list(
  referrals: readonly Referral[],
  key: 'toColleague' | 'fromColleague',
  none: string,
  words: Words,
): KnownBlock[] {
  const lines = referrals.map((referral) =>
    words.mrkdwn(`mine.${key}`, {
      title: referral.job.title,
      colleague: key === 'toColleague' ? referral.to.name : referral.from.name,
      state: words.plain(`mine.state.${shownStatus(referral)}`),
      when: moment(referral.createdAt, words, 'day'),
    }),
  );
  return lines.length ? pack(lines, lines.length).blocks : [section(none)];
}
