import type { KnownBlock } from '@slack/types';
import { isPassedOn } from '../../domain/model/referral/is-passed-on.js';
import type { ListedReferral } from '../../domain/model/views/listed-referral.js';
import { section } from '../blocks/blocks.js';
import { moment } from '../blocks/format-dates.js';
import { packLines } from '../blocks/pack-lines.js';
import { listedName } from '../words/erased-names.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';
import { referralMarker, shownStatus } from './referral-state.js';
import { withStateMarker } from './state-markers.js';

/** Renders a line for each referral, or `none` for an empty list. */
export function referralLines(
  referrals: readonly ListedReferral[],
  side: 'sent' | 'received',
  none: string,
  words: Words,
): KnownBlock[] {
  const lines = referrals.map((referral) => lineOf(referral, side, words));
  return lines.length ? packLines(lines, lines.length).blocks : [section(none)];
}

function lineOf(referral: ListedReferral, side: 'sent' | 'received', words: Words): string {
  const line = words.mrkdwn(side === 'sent' ? 'mine.toColleague' : 'mine.fromColleague', {
    title: titleOf(referral, words),
    colleague: listedName(side === 'sent' ? referral.to : referral.from, words),
    state: progressOf(referral, words),
    when: moment(referral.createdAt, words, 'day'),
  });
  return withStateMarker(referralMarker(referral), line);
}

/** Returns the referral's status, or its furthest milestone. */
export function progressOf(referral: ListedReferral, words: Words): string {
  const { plain } = words;
  const { milestones, passedOnTo } = referral;
  const status = shownStatus(referral);
  if (isPassedOn(referral))
    return passedOnTo === undefined
      ? plain('mine.passedOn')
      : plain('mine.passedOnTo', { colleague: listedName(passedOnTo, words) });
  if ((status === 'forwarded' || status === 'accepted') && milestones.includes('proposal-declined'))
    return plain('mine.milestone.proposal-declined');
  if (status !== 'forwarded') return plain(`mine.state.${status}`);
  if (milestones.includes('interviewed')) return plain('mine.milestone.interviewed');
  return plain(milestones.includes('viewed') ? 'mine.milestone.viewed' : 'mine.state.forwarded');
}
