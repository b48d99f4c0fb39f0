import type { KnownBlock } from '@slack/types';
import { handoffReportedBy } from '../../../domain/lifecycle/handoff.js';
import { isLifted, isNews, type NewsEvent } from '../../../domain/model/referral/news.js';
import type { Content } from '../../../domain/model/views/message-content.js';
import { context, type MessageView, quote, section } from '../../blocks/blocks.js';
import { linkTo } from '../../blocks/links.js';
import { stateText } from '../../parts/invite-state.js';
import { en } from '../../words/en.js';
import { titleOf } from '../../words/title-of.js';
import { troubleText } from '../../words/trouble-text.js';
import type { Words } from '../../words/words.js';

type News = Extract<Content, { kind: 'referral-news' }>;

/** Every event of the news has a text. */
en.news satisfies Record<NewsEvent, string>;

/** Tells the referrer, or a person who passed the job on before, the outcome of a referral. */
export function referralNews(news: News, words: Words): MessageView {
  const { referral, event } = news;
  const text = words.mrkdwn(`news.${stepOf(news)}`, {
    name: referral.from.name,
    teller: handoffReportedBy(referral) ?? '',
    colleague: referral.to.name,
    next: news.onward[0]?.to.name ?? '',
    title: titleOf(referral, words),
    reason: troubleText(referral.trouble, words),
  });
  const url = linkTo(referral.job.url);
  const link = url ? [context(words.mrkdwn('news.link', { url }))] : [];
  const inferred = referral.inferred && event !== 'failed' ? [context(words.mrkdwn('card.inferred'))] : [];
  const failed = event === 'failed' && !isLifted(referral);
  return { text, blocks: [section(text), ...(failed ? afterFailing(news, words) : []), ...inferred, ...link] };
}

function stepOf({ referral, event, onward, earlier }: News) {
  if (!isNews(event)) return 'other';
  if (earlier && (event === 'accepted' || event === 'hired')) return `earlier.${event}` as const;
  if (event === 'failed' && isLifted(referral)) return 'lifted';
  if (event === 'forwarded' && handoffReportedBy(referral) !== undefined) return 'said';
  return event === 'declined' && onward.length ? 'passedOn' : event;
}

/** Quotes the marketplace's reason, and says what the invite's state is now. */
function afterFailing({ referral, invite }: News, words: Words): KnownBlock[] {
  const next = invite && (invite.status === 'open' ? words.mrkdwn('news.failedNext') : inviteState(invite, words));
  return [...quote(referral.trouble?.detail ?? '', 500), ...(next ? [context(next)] : [])];
}

const inviteState = (invite: NonNullable<News['invite']>, words: Words): string =>
  stateText({ invite, referral: null, onward: [] }, words);
