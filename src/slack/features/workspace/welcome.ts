import type { KnownBlock } from '@slack/types';
import type { Content } from '../../../domain/model/views/message-content.js';
import { actions, button, context, type MessageView, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/ids.js';
import type { Words } from '../../words/words.js';

type Welcome = Extract<Content, { kind: 'welcome' }>;

/** Greets the person who installed Baton, with the next steps. */
export const welcome = ({ tenantName, connected }: Welcome, words: Words): MessageView => ({
  text: words.mrkdwn('welcome.text', { team: tenantName }),
  blocks: [
    section(words.mrkdwn('welcome.hello', { team: tenantName })),
    ...(connected ? [section(words.mrkdwn('welcome.connected'))] : connect(words)),
    section(words.mrkdwn('welcome.link')),
    section(words.mrkdwn('welcome.demo')),
    context(words.mrkdwn('welcome.help')),
  ],
});

const connect = ({ plain, mrkdwn }: Words): KnownBlock[] => [
  section(mrkdwn('welcome.connect')),
  actions('onboarding', [button(ACTION.connect, plain('home.connectButton'), 'connect', { style: 'primary' })]),
];
