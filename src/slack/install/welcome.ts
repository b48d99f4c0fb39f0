import type { Content } from '../../domain/message/content.js';
import { context, type MessageView, section } from '../blocks/blocks.js';
import type { Words } from '../words/words.js';

type Welcome = Extract<Content, { kind: 'welcome' }>;

/** What whoever installed Baton reads first: where they are, and what comes next. */
export const welcome = ({ tenantName, connected }: Welcome, { mrkdwn }: Words): MessageView => ({
  text: mrkdwn('welcome.text', { team: tenantName }),
  blocks: [
    section(mrkdwn('welcome.hello', { team: tenantName })),
    section(mrkdwn(connected ? 'welcome.connected' : 'welcome.connect')),
    section(mrkdwn('welcome.link')),
    section(mrkdwn('welcome.demo')),
    context(mrkdwn('welcome.help')),
  ],
});
