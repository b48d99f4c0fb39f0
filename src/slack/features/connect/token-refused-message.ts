import type { MessageContent } from '../../../domain/model/views/message-content.js';
import { actions, button, type MessageView, section } from '../../blocks/blocks.js';
import { ACTION } from '../../reply/action-ids.js';
import type { Words } from '../../words/words.js';

type TokenRefused = Extract<MessageContent, { kind: 'token-refused' }>;

/** Tells managers that the marketplace rejects Baton's token, and how to replace it. */
export const tokenRefusedMessage = ({ name, byHand }: TokenRefused, { plain, mrkdwn }: Words): MessageView => ({
  text: mrkdwn('tokenRefused.text', { name }),
  blocks: [
    section(mrkdwn(byHand ? 'tokenRefused.meansSilence' : 'tokenRefused.means', { name })),
    section(mrkdwn('tokenRefused.next')),
    actions('token-refused', [button(ACTION.connect, plain('home.connectButton'), 'connect', { style: 'primary' })]),
  ],
});
