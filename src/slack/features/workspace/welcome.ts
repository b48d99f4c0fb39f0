import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { button, context, type MessageView, section } from '../../blocks/blocks.js';
import { withStateMarker } from '../../parts/state-markers.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';

type Welcome = Extract<MessageContent, { kind: 'welcome' }>;

/** Greets the person who installed Baton, with the three first steps and a button for each. */
export function welcomeMessage({ tenantName, connected }: Welcome, words: Words): MessageView {
  const { plain, mrkdwn } = words;
  return {
    text: mrkdwn('welcome.text', { team: tenantName }),
    blocks: [
      section(mrkdwn('welcome.hello', { team: tenantName })),
      connected ? section(withStateMarker('accepted', mrkdwn('welcome.connected'))) : connect(words),
      section(mrkdwn('welcome.link'), { accessory: button(ACTION.link, plain('home.linkButton'), 'link') }),
      section(mrkdwn('welcome.demo'), {
        accessory: button(ACTION.practice, plain('home.start.tryButton'), 'practice'),
      }),
      context(mrkdwn('welcome.help')),
    ],
  };
}

const connect = ({ plain, mrkdwn }: Words): KnownBlock =>
  section(mrkdwn('welcome.connect'), {
    accessory: button(ACTION.connect, plain('home.connectButton'), 'connect', { style: 'primary' }),
  });
