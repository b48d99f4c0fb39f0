import type { KnownBlock } from '@slack/types';
import { FIRST_CHOICE } from '../../../domain/model/member/member.js';
import { FILTERS } from '../../../domain/model/referral/home-list-filters.js';
import type { HomeContent } from '../../../domain/model/views/home-content.js';
import { actions, button, header } from '../../blocks/blocks.js';
import { option, select } from '../../blocks/inputs.js';
import { referralLines } from '../../parts/referral-lines.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';

/** Renders a page of one of the two lists, with the controls for list, filter and pages. */
export function referralList(home: HomeContent, words: Words): KnownBlock[] {
  const { plain } = words;
  const { list, filter, before } = home.member.homeView ?? FIRST_CHOICE;
  const isUnfiltered = filter === 'all' && !before;
  const title = header(plain(`home.list.${list}`));
  const other = otherList(list, words);
  if (isUnfiltered && !home.referrals.length && !home.next) {
    const none = words.mrkdwn(list === 'sent' ? 'mine.noneSent' : 'mine.noneReceived');
    return [title, ...referralLines([], list, none, words), actions('lists', [other])];
  }
  const options = FILTERS.map((one) => option(one, plain(`home.filter.${one}`)));
  const filters = select(ACTION.filter, plain('home.filterLabel'), options, options[FILTERS.indexOf(filter)]);
  return [
    title,
    ...referralLines(home.referrals, list, words.mrkdwn('home.nothing'), words),
    actions('lists', [filters, other, ...paging(home, words)]),
  ];
}

/** Creates the button that shows the other list. */
const otherList = (now: 'sent' | 'received', { plain }: Words) =>
  now === 'sent'
    ? button(ACTION.listReceived, plain('home.show.received'), 'received')
    : button(ACTION.listSent, plain('home.show.sent'), 'sent');

function paging({ member, next }: HomeContent, { plain }: Words) {
  const back = member.homeView?.before ? [button(ACTION.firstPage, plain('home.first'), 'first')] : [];
  const on = next ? [button(ACTION.nextPage, plain('home.next'), next.toISOString())] : [];
  return [...back, ...on];
}
