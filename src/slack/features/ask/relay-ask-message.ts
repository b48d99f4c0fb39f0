import type { KnownBlock } from '@slack/types';
import { answerAsk } from '../../../domain/asking/answer-ask.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { type Ask, type Relay, whoAgreed } from '../../../domain/model/relay/relay.js';
import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { actions, button, context, header, type MessageView, quote, section } from '../../blocks/blocks.js';
import { moment } from '../../blocks/format-dates.js';
import { openButton } from '../../parts/invite-buttons.js';
import { facts } from '../../parts/job-facts.js';
import { isExcerpt, letterBelow } from '../../parts/letter-excerpt.js';
import { ACTION } from '../../reply/action-ids.js';
import type { OnClick } from '../../reply/request-context.js';
import { knownName } from '../../words/erased-names.js';
import { titleOf } from '../../words/title-of.js';
import type { Words } from '../../words/words.js';
import { whyRelayEnded } from './why-relay-ended.js';

type RelayAsk = Extract<MessageContent, { kind: 'relay-ask' }>;

/**
 * Renders the message that asks a colleague whether they would take a job. Once the relay is over, it says how it
 * ended.
 */
export function relayAskMessage({ relay, invite, index, marketplace }: RelayAsk, words: Words): MessageView {
  const ask = relay.asks[index];
  const title = titleOf(invite, words);
  const isOpen = relay.status === 'asking' && ask?.until && !ask.answer;
  if (!ask || !isOpen) return over({ relay, invite, index }, title, words);
  const { name } = relay.from;
  const blocks = [
    section(words.mrkdwn('relay.eyebrow', { name })),
    header(title),
    ...facts(invite, words),
    ...note(relay, words),
    ...letterBelow(relay.noteToColleague, invite, words),
    ...(isExcerpt(invite) ? [context(words.mrkdwn('card.letterMore'))] : []),
    context(words.mrkdwn('relay.clock', { name, deadline: moment(ask.until ?? relay.createdAt, words, 'left') })),
    actions(`relay:${relay.id}`, [...buttons(relay, words), ...openButton(invite, words, marketplace)]),
  ];
  return { text: words.mrkdwn('relay.text', { name, title }), blocks };
}

const buttons = ({ id }: Relay, { plain }: Words) => [
  button(ACTION.answerYes, plain('relay.yes'), id, { style: 'primary' }),
  button(ACTION.answerNo, plain('relay.no'), id),
];

function note({ noteToColleague = '', from }: Relay, { mrkdwn }: Words): KnownBlock[] {
  const said = quote(noteToColleague);
  return said.length ? [context(mrkdwn('card.noteFrom', { name: from.name })), ...said] : [];
}

function over(
  { relay, invite, index }: Omit<RelayAsk, 'kind' | 'marketplace'>,
  title: string,
  words: Words,
): MessageView {
  const ask = relay.asks[index];
  const state = words.mrkdwn(`relay.said.${ask?.answer ?? 'nothing'}`);
  const text = words.mrkdwn('relay.over', { name: relay.from.name, title, state });
  const ended = endOf(relay, invite, ask, words);
  return { text, blocks: [section(text), ...(ended ? [context(ended)] : [])] };
}

/** Says how the relay ended, to each person who was asked. */
function endOf(relay: Relay, invite: Invite, ask: Ask | undefined, words: Words): string | undefined {
  const { status, from } = relay;
  if (status === 'asking') return undefined;
  if (status === 'overtaken')
    return whyRelayEnded(relay, invite, ask?.slackUserId, words) ?? words.mrkdwn('relay.ended.overtaken');
  if (status === 'agreed' && ask?.answer === 'yes') return words.mrkdwn('relay.ended.you');
  const colleague = knownName(whoAgreed(relay)?.name, words);
  return words.mrkdwn(`relay.ended.${status}`, { colleague, name: from.name });
}

/** Stores a colleague's answer before the click is acknowledged; a job updates the message. */
const answer =
  (said: 'yes' | 'no'): OnClick =>
  async ({ ports, by, id, ack }) => {
    await answerAsk(ports, by, id, said);
    await ack();
  };

/** Answers *Yes, I’d take it*. */
export const answerYes = answer('yes');
/** Answers *No, thanks*; the next colleague is asked. */
export const answerNo = answer('no');
