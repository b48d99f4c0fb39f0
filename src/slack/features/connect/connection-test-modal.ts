import type { KnownBlock, ModalView } from '@slack/types';
import type { SetUpForm } from '../../../domain/model/connection/source.js';
import type { Asked, ConnectionTest, Heard } from '../../../domain/workspace/test-connection.js';
import { actions, button, context, divider, plain, section } from '../../blocks/blocks.js';
import { moment } from '../../blocks/format-dates.js';
import { modal } from '../../blocks/inputs.js';
import { ACTION, SHOWN } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';
import { localText } from './local-text.js';

/** Reasons for deliveries without effect that have texts of their own. */
const PUT_ASIDE = ['test', 'job-alert', 'other-mail', 'unknown-invitation'] as const;

/** Reasons for rejected webhooks that have texts of their own. */
const TURNED_DOWN = ['bad-signature', 'unauthorized', 'stale', 'wrong-webhook'] as const;

const known = <Name extends string>(names: readonly Name[], name: string): Name | 'other' =>
  names.find((one) => one === name) ?? 'other';

/** A test, and the set-up form with the instructions for sending something. */
export interface ShownTest {
  readonly test: ConnectionTest;
  readonly form: SetUpForm | undefined;
  /** The start of the test. */
  readonly since: Date;
}

/** Renders the results of a connection's test, and what to do about them. */
export function connectionTestModal({ test, form, since }: ShownTest, words: Words): ModalView {
  const { plain: say, mrkdwn } = words;
  const { connection, asked, heard } = test;
  const { id, name, pausedAt } = connection;
  const sendNow = form?.sendNow;
  return modal({
    callbackId: SHOWN.connectionTest,
    title: say('connections.tests.title'),
    close: say('notice.close'),
    metadata: JSON.stringify({ since: since.toISOString() }),
    blocks: [
      section(mrkdwn('connections.tests.of', { name })),
      ...(pausedAt ? [section(mrkdwn('connections.tests.paused'))] : []),
      ...askedBlocks(asked, connection.polls === true, words),
      ...(sendNow ? [divider, ...heardBlocks(heard, localText(sendNow, words), words)] : []),
      actions('test', [
        ...(sendNow ? [button(ACTION.lookAgain, say('connections.tests.lookAgain'), id, { style: 'primary' })] : []),
        ...(form ? [button(ACTION.setUpConnection, say('connections.setUp'), id)] : []),
        button(ACTION.allConnections, say('connections.all'), 'all'),
      ]),
    ],
  });
}

function askedBlocks(asked: Asked, polls: boolean, words: Words): KnownBlock[] {
  const { mrkdwn } = words;
  if ('failed' in asked) return [section(mrkdwn(`connections.tests.failed.${asked.failed}`))];
  const { facts, open } = asked;
  return [
    ...facts.map((fact): KnownBlock => ({ type: 'section', text: plain(localText(fact, words)) })),
    ...(polls && open !== undefined ? [section(mrkdwn('connections.tests.open', { count: open }))] : []),
  ];
}

function heardBlocks(heard: Heard, sendNow: string, words: Words): KnownBlock[] {
  const { mrkdwn } = words;
  if (heard.kind === 'nothing')
    return [
      section(mrkdwn('connections.tests.send')),
      section(sendNow),
      context(mrkdwn('connections.tests.nothing'), mrkdwn('connections.tests.check')),
    ];
  const when = moment(heard.at, words);
  if (heard.kind === 'arrived') return [section(mrkdwn('connections.tests.arrived', { when }))];
  if (heard.kind === 'put-aside')
    return [
      section(mrkdwn('connections.tests.arrived', { when })),
      section(mrkdwn(`connections.tests.putAside.${known(PUT_ASIDE, heard.why)}`)),
    ];
  return [
    section(mrkdwn('connections.tests.turnedDown', { when })),
    section(mrkdwn(`connections.tests.why.${known(TURNED_DOWN, heard.why)}`)),
  ];
}
