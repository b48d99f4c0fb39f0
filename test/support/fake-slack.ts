import type { FetchFunction } from '@slack/web-api';
import { expectAnswerFits, expectCallFits } from './block-kit.js';

export interface SlackCall {
  /** The method, for example `chat.postMessage`, or the address of a `response_url`. */
  readonly method: string;
  readonly token: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a payload may hold anything
  readonly args: Record<string, any>;
}

type Reply = object | Response | Error;

/** A fake of Slack's Web API as a function: it records its calls, and checks everything that would be shown. */
export interface FakeSlack {
  readonly fetch: FetchFunction;
  readonly calls: SlackCall[];
  /** The calls of one method. */
  of(method: string): SlackCall[];
  /** Sets the answers to the next calls of a method, in order; after them every call is answered `ok`. */
  replies(method: string, ...replies: Reply[]): void;
}

/** A platform error as Slack words it. */
export const slackError = (error: string) => ({ ok: false, error });

/** @param after the time to wait, as in `Retry-After` */
export const rateLimited = (after: number | string): Response =>
  new Response('', { status: 429, headers: { 'retry-after': String(after) } });

const usual: Record<string, () => object> = {
  'chat.postMessage': () => ({ ok: true, channel: 'D1', ts: '1.1' }),
  'conversations.open': () => ({ ok: true, channel: { id: 'D1' } }),
  'views.open': () => ({ ok: true, view: { id: 'V1' } }),
};

/** Creates a fake Slack. @param before resolves when an answer may be sent */
export function fakeSlack(before: () => Promise<void> = async () => {}): FakeSlack {
  const calls: SlackCall[] = [];
  const queued = new Map<string, Reply[]>();
  const fetch = async (url: string | URL, init: { headers?: unknown; body?: unknown } = {}) => {
    const call = read(String(url), init);
    calls.push(call);
    if (call.method.startsWith('https://hooks.')) expectAnswerFits({ text: call.args.text, blocks: call.args.blocks });
    else if (!call.method.startsWith('http')) expectCallFits(call.method, call.args);
    await before();
    const reply = queued.get(call.method)?.shift() ?? usual[call.method]?.() ?? { ok: true };
    if (reply instanceof Error) throw reply;
    return reply instanceof Response ? reply : Response.json(reply);
  };
  return {
    fetch: fetch as unknown as FetchFunction,
    calls,
    of: (method) => calls.filter((call) => call.method === method),
    replies: (method, ...replies) => void queued.set(method, [...(queued.get(method) ?? []), ...replies]),
  };
}

function read(url: string, { headers, body }: { headers?: unknown; body?: unknown }): SlackCall {
  const text = typeof body === 'string' ? body : '';
  const token = new Headers(headers as Record<string, string>).get('authorization')?.replace('Bearer ', '');
  const [, method] = /\/api\/([\w.]+)$/.exec(url) ?? [];
  return { method: method ?? url, token, args: text.startsWith('{') ? JSON.parse(text) : form(text) };
}

/** Slack's clients send nested values as JSON inside a form. */
function form(text: string): Record<string, unknown> {
  const entries = [...new URLSearchParams(text)].map(([key, value]) => [
    key,
    /^[[{]/.test(value) ? JSON.parse(value) : value,
  ]);
  return Object.fromEntries(entries);
}
