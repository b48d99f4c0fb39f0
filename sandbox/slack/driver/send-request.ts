import { createHmac } from 'node:crypto';
import { type Json, object } from '../emulator/json.js';

/** The app's answer to one of Slack's requests. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Parsed, if it is JSON. */
  readonly json: Json;
  /** Response time in milliseconds. Slack's limit is 3,000. */
  readonly ms: number;
}

/** Deviations from a request as Slack would send it. */
export interface SendOptions {
  /** Default: the app's own secret and the current time. */
  readonly signing?: Partial<Signing>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The only content type of forms that Bolt accepts: with a charset parameter it answers 400. */
const FORM = 'application/x-www-form-urlencoded';

function parse(text: string): Json {
  try {
    return object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Posts a signed body to the app. */
export async function sendRaw(url: string, body: string, type: string, signing: Signing, headers = {}): Promise<Reply> {
  const start = performance.now();
  const signed = { 'content-type': type, ...signedHeaders(body, signing), ...headers };
  const answer = await fetch(url, { method: 'POST', body, headers: signed });
  const text = await answer.text();
  return { status: answer.status, text, json: parse(text), ms: performance.now() - start };
}

/** Sends a command. */
export const sendForm = (url: string, form: Record<string, string>, signing: Signing, headers = {}): Promise<Reply> =>
  sendRaw(url, String(new URLSearchParams(form)), FORM, signing, headers);

/** Sends an interaction payload. */
export const sendPayload = (url: string, payload: Json, signing: Signing, headers = {}): Promise<Reply> =>
  sendForm(url, { payload: JSON.stringify(payload) }, signing, headers);

/** Sends an event. */
export const sendEvent = (url: string, event: Json, signing: Signing, headers = {}): Promise<Reply> =>
  sendRaw(url, JSON.stringify(event), 'application/json', signing, headers);

/** Secret and time of a request's signature. */
export interface Signing {
  readonly secret: string;
  /** Seconds since 1970. Default: now. */
  readonly at?: number;
}

/** Returns Slack's signature headers for a body. */
export function signedHeaders(
  body: string,
  { secret, at = Math.floor(Date.now() / 1000) }: Signing,
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}
