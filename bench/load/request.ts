import { createHmac } from 'node:crypto';
import type { Pool } from 'undici';

/** One signed request. All requests of a round differ. */
export interface BenchRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Id of the invite. */
  readonly about?: string;
}

/** Checks an answer, since an error is often faster than the work. */
export type Expected = (status: number, body: string) => boolean;

/** Sends one request and reads the whole answer. @throws Error when the answer is not the expected one */
export async function send(pool: Pool, { path, headers, body }: BenchRequest, expected: Expected): Promise<void> {
  const answer = await pool.request({ path, method: 'POST', headers, body });
  const text = await answer.body.text();
  if (!expected(answer.statusCode, text)) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
}

/** Builds a signed form as Slack sends it, valid for five minutes. */
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

/** Builds a signed interaction: a click or a submitted modal. */
export const signedPayload = (secret: string, payload: object): BenchRequest =>
  signedForm(secret, { payload: JSON.stringify(payload) });
