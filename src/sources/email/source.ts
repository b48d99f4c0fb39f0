import { defineSource } from '../define-source.js';
import { EmailConfig } from './connection-config.js';
import { emailSetUp } from './set-up.js';
import { emailWebhook } from './webhook.js';

/** Mail: Upwork's own mails about invitations, forwarded to an address whose provider posts them. */
export const email = defineSource<EmailConfig>({
  marketplace: 'upwork',
  trust: 30,
  namesInvitations: false,
  readConfig: (stored) => EmailConfig.parse(stored),
  can: () => ['decline-reasons'],
  setUp: emailSetUp,
  webhook: emailWebhook,
});
