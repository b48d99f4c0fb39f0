import type { KnownBlock } from '@slack/types';
import type { Ask, Relay } from '../../domain/model/relay/relay.js';
import { actions, button, context, section } from '../blocks/blocks.js';
import { moment } from '../blocks/format-dates.js';
import { ACTION } from '../reply/action-ids.js';
import type { Words } from '../words/words.js';
import type { CardContent } from './card-content.js';

/**
 * Renders the state of a relay: the colleague who is asked, until when, the answers, and a button to cancel; or that
 * all said no.
 */
export function relayProgress({ relay }: Pick<CardContent, 'relay'>, words: Words): KnownBlock[] {
  if (relay?.status === 'exhausted')
    return [context(...answersOf(relay, words), words.mrkdwn('card.asking.exhausted'))];
  if (relay?.status !== 'asking') return [];
  const stop = button(ACTION.stopAsking, words.plain('card.button.stopAsking'), relay.id);
  return [
    section(now(relay, words)),
    context(...answersOf(relay, words), ...next(relay, words), words.mrkdwn('card.asking.meanwhile')),
    actions(`asking:${relay.id}`, [stop]),
  ];
}

function now({ asks }: Relay, words: Words): string {
  const asked = asks.find(({ until, answer }) => until && !answer);
  if (!asked?.until) return words.mrkdwn('card.asking.soon');
  return words.mrkdwn('card.asking.now', { colleague: asked.name, deadline: moment(asked.until, words, 'left') });
}

/** Lists the answers so far, with those who did not answer in time. */
export const answersOf = ({ asks }: Relay, { mrkdwn }: Words): string[] =>
  asks.flatMap(({ name, answer }) => (answer ? [mrkdwn(`card.asking.${answer}`, { colleague: name })] : []));

const isWaiting = ({ until, answer }: Ask): boolean => !until && !answer;

const next = ({ asks }: Relay, { mrkdwn }: Words): string[] =>
  asks.filter(isWaiting).map(({ name }) => mrkdwn('card.asking.next', { colleague: name }));
