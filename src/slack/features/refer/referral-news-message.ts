import type { KnownBlock } from '@slack/types';
import { handoffReportedBy } from '../../../domain/lifecycle/referral-handoff.js';
import { isLifted, isNews, type NewsEvent } from '../../../domain/model/referral/news-to-tell.js';
import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { actions, context, type MessageView, section } from '../../blocks/blocks.js';
import { openLink, referButton } from '../../parts/invite-buttons.js';
import { stateText } from '../../parts/invite-state.js';
import { type Marker, withStateMarker } from '../../parts/state-markers.js';
import { en } from '../../words/en.js';
import { failureReasonText } from '../../words/failure-reason-text.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';

type News = Extract<MessageContent, { kind: 'referral-news' }>;

/** Every event of the news has a text. */
en.news satisfies Record<NewsEvent, string>;

const MARKERS = {
  forwarded: 'referred',
  viewed: 'seen',
  interviewed: 'asking',
  accepted: 'accepted',
  'proposal-declined': 'declined',
  hired: 'hired',
  declined: 'declined',
  expired: 'over',
  withdrawn: 'over',
  failed: 'trouble',
} as const satisfies Record<NewsEvent, Marker>;

/**
 * Renders the message that tells what came of a referral: to the referrer, to whoever passed the job on before, or to
 * whoever acted for the referrer.
 */
export function referralNewsMessage(news: News, words: Words): MessageView {
  const { referral, event, since, thread, marketplace } = news;
  const lifted = event === 'failed' && isLifted(referral);
  const said = words.mrkdwn(`news.${stepOf(news)}`, {
    name: referral.from.name,
    teller: handoffReportedBy(referral)?.name ?? '',
    colleague: referral.to.name,
    next: news.onward[0]?.to.name ?? '',
    title: titleOf(referral, words),
    reason: failureReasonText(referral.trouble, words),
  });
  const later = since && sinceText(since, news, words);
  const failed = event === 'failed' && !lifted;
  const link = thread ? [] : openLink(referral, words, marketplace);
  const blocks = [
    section(isNews(event) ? withStateMarker(lifted ? 'referred' : MARKERS[event], said) : said),
    ...(later ? [section(withStateMarker(MARKERS[since], later))] : []),
    ...(failed ? afterFailing(news, words) : []),
    ...(referral.inferred && event !== 'failed' ? [context(words.mrkdwn('card.inferred'))] : []),
    ...link.map((one) => context(one)),
  ];
  return { text: later ? `${said} ${later}` : said, blocks };
}

/** Says the latest step after the one that the message is about; undefined where the message itself says it. */
function sinceText(since: NewsEvent, { referral, onward }: News, { mrkdwn }: Words): string | undefined {
  const said = { colleague: referral.to.name, next: onward[0]?.to.name ?? '' };
  switch (since) {
    case 'viewed':
    case 'interviewed':
    case 'proposal-declined':
      return mrkdwn(`card.progress.${since}`, said);
    case 'declined':
      return mrkdwn(`card.tail.${onward.length ? 'passedOn' : since}`, said);
    case 'accepted':
    case 'hired':
    case 'expired':
    case 'withdrawn':
      return mrkdwn(`card.tail.${since}`, said);
    case 'forwarded':
    case 'failed':
      return undefined;
  }
}

function stepOf({ referral, event, onward, earlier, behalf }: News) {
  if (!isNews(event)) return 'other';
  if (earlier && (event === 'accepted' || event === 'hired')) return `earlier.${event}` as const;
  if (event === 'failed') {
    const step = isLifted(referral) ? 'lifted' : 'failed';
    return behalf ? (`behalf.${step}` as const) : step;
  }
  const teller = event === 'forwarded' ? handoffReportedBy(referral) : undefined;
  if (teller) return teller.slackUserId === referral.from.slackUserId && !earlier ? 'said.you' : 'said.other';
  return event === 'declined' && onward.length ? 'passedOn' : event;
}

/** Says the invite's present state, with the button for the next action. */
function afterFailing({ invite, referral, behalf }: News, words: Words): KnownBlock[] {
  if (!invite) return [];
  if (invite.status !== 'open') return [context(stateText({ invite, referral: null, onward: [] }, words))];
  return [
    context(words.mrkdwn(behalf ? 'news.behalf.next' : 'news.failedNext', { name: referral.from.name })),
    actions(`failed:${invite.id}`, [referButton(invite, words, 'referOther')]),
  ];
}
