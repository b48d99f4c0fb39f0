import type { KnownBlock } from '@slack/types';
import { FIRST_CHOICE } from '../../../domain/model/member/member.js';
import { PERIOD_LENGTHS } from '../../../domain/model/period-lengths.js';
import type { HomeContent } from '../../../domain/model/views/home-content.js';
import { header, section } from '../../blocks/blocks.js';
import { option, select } from '../../blocks/inputs.js';
import { isNothingCounted, tallyLine } from '../../parts/tally-blocks.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';

/** The period that is shown until the member chooses another. */
const FIRST_SPAN = 'month';

/** Renders the member's counts of one period in a line, beside a choice of the period. */
export function myNumbers({ tallies, member }: HomeContent, words: Words): KnownBlock[] {
  const { plain } = words;
  const title = header(plain('home.counts'));
  if (isNothingCounted(tallies)) return [title, section(words.mrkdwn('tally.none'))];
  const span = (member.homeView ?? FIRST_CHOICE).span ?? FIRST_SPAN;
  const options = PERIOD_LENGTHS.map((one) => option(one, plain(`tally.${one}`)));
  const accessory = select(ACTION.span, plain('home.spanLabel'), options, options[PERIOD_LENGTHS.indexOf(span)]);
  return [title, section(tallyLine(tallies[span], words), { accessory })];
}
