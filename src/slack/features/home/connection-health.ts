import type { KnownBlock } from '@slack/types';
import { conditionOf, isTrouble } from '../../../domain/model/connection/connection-status.js';
import type { HomeContent } from '../../../domain/model/views/home-content.js';
import { actions, button, context, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { connectionStatusText } from '../connect/connection-status-text.js';

/** The most connections in trouble that are named. */
const MOST = 3;

/** Renders the state of the connections for admins: one quiet line, or what is wrong and a button to look at it. */
export function connectionHealth({ connections = [] }: HomeContent, words: Words, now: Date): KnownBlock[] {
  const { plain, mrkdwn } = words;
  if (connections.length === 0) return [];
  const all = connections.map((one) => ({ one, condition: conditionOf(one, now) }));
  const trouble = all.filter(({ condition }) => isTrouble(condition));
  const manage = button(ACTION.allConnections, plain('home.connectionsButton'), 'all');
  if (trouble.length === 0) {
    const paused = all.filter(({ condition }) => condition.kind === 'paused').length;
    const count = all.length - paused;
    const works = mrkdwn('home.connectionsWork', { count });
    const line = paused > 0 ? `${works} ${mrkdwn('home.connectionsPaused', { count: paused })}` : works;
    return [context(line), actions('connections', [manage])];
  }
  return [
    ...trouble
      .slice(0, MOST)
      .map(({ one, condition }) =>
        section(
          `${mrkdwn('home.connectionTrouble', { name: one.name })} ${connectionStatusText(condition, one, words)}`,
        ),
      ),
    actions('connections', [{ ...manage, style: 'primary' }]),
  ];
}
