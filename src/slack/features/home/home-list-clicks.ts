import { openHome } from '../../../domain/announcing/open-home.js';
import { FIRST_CHOICE, type HomeChoice } from '../../../domain/model/member/member.js';
import { PERIOD_LENGTHS } from '../../../domain/model/period-lengths.js';
import { FILTERS } from '../../../domain/model/referral/home-list-filters.js';
import type { Click, OnClick } from '../../reply/request-context.js';

/** Chooses *Referred by me*. */
export const listSent: OnClick = (click) => choose(click, (now) => firstPageOf({ ...now, list: 'sent' }));

/** Chooses *Referred to me*. */
export const listReceived: OnClick = (click) => choose(click, (now) => firstPageOf({ ...now, list: 'received' }));

/** Chooses which states the list shows. */
export const filterList: OnClick = (click) =>
  choose(click, (now) =>
    firstPageOf({ ...now, filter: FILTERS.find((filter) => filter === click.id) ?? FIRST_CHOICE.filter }),
  );

/** Chooses the period of the counts. */
export const chooseSpan: OnClick = (click) => {
  const span = PERIOD_LENGTHS.find((one) => one === click.id);
  return choose(click, (now) => ({ ...now, ...(span && { span }) }));
};

/** Shows the next page; the button carries the date at which it begins. */
export const nextPage: OnClick = (click) => {
  const before = new Date(click.id);
  return choose(click, (now) => ({ ...firstPageOf(now), ...(!Number.isNaN(before.getTime()) && { before }) }));
};

/** Returns to the newest referrals. */
export const firstPage: OnClick = (click) => choose(click, firstPageOf);

function firstPageOf({ before: _, ...choice }: HomeChoice): HomeChoice {
  return choice;
}

async function choose({ ports, by, ack }: Click, next: (now: HomeChoice) => HomeChoice): Promise<void> {
  await ack();
  const member = await ports.members.get(by.tenantId, by.slackUserId);
  await openHome(ports, by, next(member?.homeView ?? FIRST_CHOICE));
}
