import { createHmac } from 'node:crypto';
import type { Shot } from './shot.js';

/** A form as Slack sends it, signed. It is good for five minutes. */
export function signedForm(secret: string, form: Readonly<Record<string, string>>): Shot {
  const body = new URLSearchParams(form).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  };
}

/** An interaction (a click or a submitted modal), signed. */
export const signedPayload = (secret: string, payload: object): Shot =>
  signedForm(secret, { payload: JSON.stringify(payload) });
