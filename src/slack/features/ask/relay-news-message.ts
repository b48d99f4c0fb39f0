import type { Invite } from '../../../domain/model/invite/invite.js';
import {
  forbiddenBy,
  isRelayEnding,
  type Relay,
  type RelayEnding,
  whoAgreed,
} from '../../../domain/model/relay/relay.js';
import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { context, type MessageView, section } from '../../blocks/blocks.js';
import { answersOf } from '../../parts/relay-progress.js';
import { en } from '../../words/en.js';
import { knownName } from '../../words/erased-names.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { whyRelayEnded } from './why-relay-ended.js';

type RelayNews = Extract<MessageContent, { kind: 'relay-news' }>;

/** Every ending has a text. */
en.relay.news satisfies Record<RelayEnding, string>;

/** Renders the message that tells the asker how the relay ended, and everybody's answer, each once. */
export function relayNewsMessage({ relay, invite, event }: RelayNews, words: Words): MessageView {
  const { mrkdwn } = words;
  const ending = isRelayEnding(event) ? event : 'overtaken';
  const colleague = knownName(whoAgreed(relay)?.name, words);
  const title = titleOf(invite, words);
  const text = mrkdwn(`relay.news.${ending}`, { colleague, title, why: endingOf(relay, invite, words) });
  const isYesTold = ending === 'agreed' || forbiddenBy(relay) !== undefined;
  const answers = answersOf(isYesTold ? withoutYes(relay) : relay, words);
  return { text, blocks: [section(text), ...(answers.length ? [context(...answers)] : [])] };
}

const withoutYes = (relay: Relay): Relay => ({
  ...relay,
  asks: relay.asks.filter(({ answer }) => answer !== 'yes'),
});

/** Returns why the relay ended early, and whether the invite is still the asker's. */
function endingOf(relay: Relay, invite: Invite, words: Words): string {
  const yours = invite.status === 'open' ? [words.mrkdwn('relay.stillYours')] : [];
  return [whyRelayEnded(relay, invite, relay.from.slackUserId, words) ?? [], yours].flat().join(' ');
}
