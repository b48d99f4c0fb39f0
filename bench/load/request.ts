import { createHmac } from 'node:crypto';
import type { Pool } from 'undici';

/** One request, signed and ready. Every shot of a round is another one. */
export interface BenchRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The invite it is about. */
  readonly about?: string;
}

/** What the answer to a shot must be, for an error is often faster than the work. */
export type Expected = (status: number, body: string) => boolean;

/** Sends one request and reads its whole answer. @throws Error when it is not what was expected. */
export async function send(pool: Pool, { path, headers, body }: BenchRequest, expected: Expected): Promise<void> {
  const answer = await pool.request({ path, method: 'POST', headers, body });
  const text = await answer.body.text();
  if (!expected(answer.statusCode, text)) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
}

/** A form as Slack sends it, signed. It is good for five minutes. */
export function signedForm(secret: string, form: Readonly<Record<string, string>>): BenchRequest {
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
export const signedPayload = (secret: string, payload: object): BenchRequest =>
  signedForm(secret, { payload: JSON.stringify(payload) });
