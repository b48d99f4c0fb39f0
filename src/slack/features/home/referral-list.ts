import type { KnownBlock, StaticSelect } from '@slack/types';
import { FIRST_CHOICE, type HomeChoice } from '../../../domain/model/member/member.js';
import { FILTERS } from '../../../domain/model/referral/filters.js';
import type { HomeContent } from '../../../domain/model/views/home.js';
import { actions, button, header, plain as plainText } from '../../blocks/blocks.js';
import { option } from '../../blocks/inputs.js';
import { referralLines } from '../../parts/referral-lines.js';
import { tallyTable } from '../../parts/tally-blocks.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';

/** Renders the member's counts. */
export const myCounts = ({ tallies }: HomeContent, words: Words): KnownBlock[] => [
  header(words.plain('home.counts')),
  ...tallyTable(tallies, words),
];

/** Renders a page of one of the two lists, with the controls for list, filter and pages. */
export function referralList(home: HomeContent, words: Words): KnownBlock[] {
  const { list, filter, before } = home.member.homeView ?? FIRST_CHOICE;
  const none =
    filter === 'all' && !before ? (`mine.${list === 'sent' ? 'noneSent' : 'noneReceived'}` as const) : 'home.nothing';
  return [
    header(words.plain('home.referrals')),
    actions('lists', [
      listButton('sent', list, words),
      listButton('received', list, words),
      filterChoice(filter, words),
    ]),
    ...referralLines(home.referrals, list, words.mrkdwn(none), words),
    ...paging(home, words),
  ];
}

function listButton(list: HomeChoice['list'], now: HomeChoice['list'], { plain }: Words) {
  const action = list === 'sent' ? ACTION.listSent : ACTION.listReceived;
  return button(action, plain(`home.list.${list}`), list, list === now ? { style: 'primary' } : {});
}

function filterChoice(now: HomeChoice['filter'], { plain }: Words): StaticSelect {
  const options = FILTERS.map((filter) => option(filter, plain(`home.filter.${filter}`)));
  const chosen = options[FILTERS.indexOf(now)];
  return {
    type: 'static_select',
    action_id: ACTION.filter,
    placeholder: plainText(plain('home.filterLabel'), 150),
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function paging({ member, next }: HomeContent, { plain }: Words): KnownBlock[] {
  const back = member.homeView?.before ? [button(ACTION.firstPage, plain('home.first'), 'first')] : [];
  const on = next ? [button(ACTION.nextPage, plain('home.next'), next.toISOString())] : [];
  return back.length || on.length ? [actions('pages', [...back, ...on])] : [];
}
