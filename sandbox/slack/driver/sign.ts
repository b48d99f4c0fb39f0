import { createHmac } from 'node:crypto';

/** What a request claims; the defaults are Slack's own. */
export interface Seal {
  readonly secret: string;
  /** Seconds since 1970. Default: now. */
  readonly at?: number;
}

/** The headers that prove a request to be Slack's. */
export function signedHeaders(
  body: string,
  { secret, at = Math.floor(Date.now() / 1000) }: Seal,
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}
