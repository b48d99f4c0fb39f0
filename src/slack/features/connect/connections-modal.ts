import type { KnownBlock, ModalView } from '@slack/types';
import { conditionOf, isTrouble } from '../../../domain/model/connection/connection-status.js';
import type { SetUpForm } from '../../../domain/model/connection/source.js';
import type { ShownConnection } from '../../../domain/workspace/read-connections.js';
import { actions, button, context, plain, section } from '../../blocks/blocks.js';
import { modal } from '../../blocks/inputs.js';
import { buttonsAbout } from '../../parts/button-about.js';
import { ACTION, SHOWN } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { connectionStatusText } from './connection-status-text.js';
import { localText } from './local-text.js';

/** The most connections in the list: each takes two blocks, and Slack takes 100. */
const MOST = 40;

/** The content of the list of connections. */
export interface ConnectionList {
  readonly shown: readonly ShownConnection[];
  readonly forms: readonly SetUpForm[];
  readonly now: Date;
}

/** Renders the tenant's connections, each with its state and its actions. */
export function connectionsModal({ shown, forms, now }: ConnectionList, words: Words): ModalView {
  const { plain: say, mrkdwn } = words;
  const more = shown.length - MOST;
  return modal({
    callbackId: SHOWN.connections,
    title: say('connections.title'),
    close: say('notice.close'),
    blocks: [
      section(mrkdwn('connections.about')),
      ...shown.slice(0, MOST).flatMap((one) => buttonsAbout(rowOf(one, forms, now, words), one.connection.name, words)),
      ...(more > 0 ? [context(mrkdwn('connections.more', { count: more }))] : []),
      actions('add', [button(ACTION.addConnection, say('connections.add'), 'add')]),
    ],
  });
}

function rowOf(
  { connection, resumesLater, withoutCard }: ShownConnection,
  forms: readonly SetUpForm[],
  now: Date,
  words: Words,
): KnownBlock[] {
  const { plain: say, mrkdwn } = words;
  const { id, name, pausedAt } = connection;
  const form = forms.find(({ source }) => source === connection.source);
  const condition = conditionOf(connection, now);
  const source = form ? localText(form.name, words) : connection.source;
  const heading = mrkdwn(isTrouble(condition) ? 'connections.trouble' : 'connections.row', { name, source });
  return [
    section(
      [
        heading,
        connectionStatusText(condition, connection, words),
        ...(withoutCard ? [mrkdwn('connections.withoutCard', { count: withoutCard })] : []),
      ].join('\n'),
    ),
    actions(`connection-${id}`, [
      button(ACTION.testConnection, say('connections.test'), id),
      ...(form ? [button(ACTION.setUpConnection, say('connections.setUp'), id)] : []),
      pausedAt
        ? button(ACTION.resumeConnection, say('connections.resume'), id)
        : button(ACTION.pauseConnection, say('connections.pause.button'), id, {
            confirm: confirming('pause', say(`connections.pause.${connection.polls ? 'asked' : 'heard'}`), words),
          }),
      button(ACTION.removeConnection, say('connections.remove.button'), id, {
        style: 'danger',
        confirm: {
          ...confirming('remove', say(`connections.remove.${resumesLater ? 'waits' : 'byHand'}`), words),
          style: 'danger',
        },
      }),
    ]),
  ];
}

const confirming = (what: 'pause' | 'remove', text: string, { plain: say }: Words) => ({
  title: plain(say(`connections.${what}.title`), 100),
  text: plain(text, 300),
  confirm: plain(say(`connections.${what}.button`), 30),
  deny: plain(say('connections.leave'), 30),
});
