import type { Content } from '../../domain/message/content.js';
import { type Ending, isEnding } from '../../domain/relay/relay.js';
import { context, type MessageView, section } from '../blocks/blocks.js';
import { said } from '../invite-card/asking.js';
import { en } from '../words/en.js';
import { knownName } from '../words/former-name.js';
import { titleOf } from '../words/title-of.js';
import type { Words } from '../words/words.js';

type RelayNews = Extract<Content, { kind: 'relay-news' }>;

/** Every ending has words. */
en.relay.news satisfies Record<Ending, string>;

/** Tells the asker how it ended, and what everybody said. */
export function relayNews({ relay, invite, event }: RelayNews, words: Words): MessageView {
  const { mrkdwn } = words;
  const ending = isEnding(event) ? event : 'overtaken';
  const colleague = knownName(relay.asks.find(({ answer }) => answer === 'yes')?.name, words);
  const text = mrkdwn(`relay.news.${ending}`, { colleague, title: titleOf(invite, words) });
  const answers = said(relay, words);
  return { text, blocks: [section(text), ...(answers.length ? [context(...answers)] : [])] };
}
