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

/** The judgement of an answer. `late`: the server had no time for the work, and says so. */
export type Verdict = 'done' | 'late' | 'wrong';

/** Judges an answer, since an error is often faster than the work. */
export type Expected = (status: number, body: string) => Verdict;

/**
 * Sends one request and reads the whole answer.
 * @returns whether the work was done in time. @throws Error when the answer is wrong
 */
export async function send(pool: Pool, { path, headers, body }: BenchRequest, expected: Expected): Promise<boolean> {
  const answer = await pool.request({ path, method: 'POST', headers, body });
  const text = await answer.body.text();
  const verdict = expected(answer.statusCode, text);
  if (verdict === 'wrong') throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 200)}`);
  return verdict === 'done';
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
