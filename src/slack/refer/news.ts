import type { Content } from '../../domain/message/content.js';
import { isNews, type NewsEvent } from '../../domain/referral/news.js';
import { context, type MessageView, quote, section } from '../blocks/blocks.js';
import { linkTo } from '../blocks/links.js';
import { en } from '../words/en.js';
import { reasonOf } from '../words/reason.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';

type News = Extract<Content, { kind: 'referral-news' }>;

/** Every step that is told has words. */
en.news satisfies Record<NewsEvent, string>;

/** Tells the referrer what came of it. */
export function referralNews({ referral, event }: News, words: Words): MessageView {
  const { mrkdwn } = words;
  const step = isNews(event) ? event : 'other';
  const reason = reasonOf(referral.trouble, words);
  const text = mrkdwn(`news.${step}`, {
    colleague: referral.to.name,
    title: titleOf(referral, words),
    reason,
  });
  const url = linkTo(referral.job.url);
  const failed =
    step === 'failed' ? [...quote(referral.trouble?.detail ?? '', 500), context(mrkdwn('news.failedNext'))] : [];
  const link = url ? [context(mrkdwn('news.link', { url }))] : [];
  return { text, blocks: [section(text), ...failed, ...link] };
}
