import { createHmac } from 'node:crypto';
import { type Json, object } from '../emulator/json.js';

/** The app's answer to one of Slack's requests. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Parsed, if it is JSON. */
  readonly json: Json;
  /** How long it took, in milliseconds. Slack waits 3,000. */
  readonly ms: number;
}

/** How a request differs from what Slack itself would send. */
export interface SendOptions {
  /** Default: the app's own secret, and now. */
  readonly signing?: Partial<Signing>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The only type that Bolt takes for forms: with a charset it answers 400. */
const FORM = 'application/x-www-form-urlencoded';

function parse(text: string): Json {
  try {
    return object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Posts raw bytes to the app, signed. */
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

/** Sends a click, a look-up or a modal. */
export const sendPayload = (url: string, payload: Json, signing: Signing, headers = {}): Promise<Reply> =>
  sendForm(url, { payload: JSON.stringify(payload) }, signing, headers);

/** Sends an event. */
export const sendEvent = (url: string, event: Json, signing: Signing, headers = {}): Promise<Reply> =>
  sendRaw(url, JSON.stringify(event), 'application/json', signing, headers);

/** What a request claims; the defaults are Slack's own. */
export interface Signing {
  readonly secret: string;
  /** Seconds since 1970. Default: now. */
  readonly at?: number;
}

/** The headers that prove a request to be Slack's. */
export function signedHeaders(
  body: string,
  { secret, at = Math.floor(Date.now() / 1000) }: Signing,
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}
