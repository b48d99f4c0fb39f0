import { openHome } from '../../../domain/announcing/open-home.js';
import { FIRST_CHOICE, type HomeChoice } from '../../../domain/model/member/member.js';
import { FILTERS } from '../../../domain/model/referral/filters.js';
import type { Click, OnClick } from '../../reply/request-context.js';

/** Chooses *Referred by me*. */
export const listSent: OnClick = (click) => choose(click, ({ filter }) => ({ list: 'sent', filter }));

/** Chooses *Referred to me*. */
export const listReceived: OnClick = (click) => choose(click, ({ filter }) => ({ list: 'received', filter }));

/** Chooses which states the list shows. */
export const filterList: OnClick = (click) =>
  choose(click, ({ list }) => ({ list, filter: FILTERS.find((filter) => filter === click.id) ?? FIRST_CHOICE.filter }));

/** Shows the next page; the button carries the date at which it begins. */
export const nextPage: OnClick = (click) => {
  const before = new Date(click.id);
  return choose(click, ({ list, filter }) => ({ list, filter, ...(!Number.isNaN(before.getTime()) && { before }) }));
};

/** Returns to the newest referrals. */
export const firstPage: OnClick = (click) => choose(click, ({ list, filter }) => ({ list, filter }));

async function choose({ ports, by, ack }: Click, next: (now: HomeChoice) => HomeChoice): Promise<void> {
  await ack();
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  await openHome(ports, by, next(member?.homeView ?? FIRST_CHOICE));
}
