import { createHmac, sign } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { signedHeaders } from '../../sandbox/slack/driver/send-request.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import { apply } from '../support/payload-mutations.js';
import {
  filled,
  filledContent,
  formOf,
  type GoodRequest,
  namesIn,
  type ProofKind,
  rendered,
  TYPES,
} from './good-request.js';
import type { ByteChange, HeaderChange, ProofChange, Recipe } from './mutation-recipe.js';

/** The keys with which good senders prove who they are. */
export interface Keys {
  readonly slack: string;
  readonly contract: string;
  readonly vollna: string;
  readonly getmany: string;
  /** `user:password` of the address. */
  readonly postmark: string;
  readonly mailgun: string;
  /** The private key in PEM. */
  readonly sendgrid: string;
  readonly 'raw-mail': string;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly to: 'bot' | 'worker';
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** What is known when a request is sent. */
export interface Moment {
  readonly values: ReadonlyMap<string, string>;
  readonly keys: Keys;
  /** The number of the request, unique within a run. */
  readonly number: number;
}

/** Lists the names that a mutated request needs values for. */
export function namesNeeded(good: GoodRequest, recipe: Recipe): string[] {
  const content = recipe.content.reduce(apply, good.content);
  return namesIn(`${JSON.stringify(content)} ${good.path} ${JSON.stringify(good.headers)} ${recipe.path?.text ?? ''}`);
}

/** Makes a mutated request; one without mutations is the good request itself. */
export function grown(good: GoodRequest, recipe: Recipe, moment: Moment): WireRequest {
  const values = withMailgun(moment);
  const content = filledContent(recipe.content.reduce(apply, good.content), values);
  const body = recipe.bytes.reduce(changedBytes, rendered(good.format, content));
  const type = TYPES[good.format];
  const own = Object.entries(good.headers).map(([name, value]) => [name, filled(value, values)] as const);
  const proofs = Object.entries(proofOf(good.proof, recipe.proof, body, moment));
  const compressed = recipe.bytes.find((change) => change.kind === 'compress' && change.declared);
  const coding = compressed?.kind === 'compress' ? [['content-encoding', compressed.how] as const] : [];
  const headers = [...(type === undefined ? [] : [['content-type', type] as const]), ...own, ...proofs, ...coding];
  const query = good.format === 'query' ? `?${formOf(content)}` : '';
  const { method, path } = lineOf(good, recipe, values, query);
  return { to: good.to ?? 'bot', method, path, headers: recipe.headers.reduce(changedHeaders, headers), body };
}

function lineOf(good: GoodRequest, recipe: Recipe, values: ReadonlyMap<string, string>, query: string) {
  const path = `${filled(good.path, values)}${query}`;
  const { how, text = '' } = recipe.path ?? {};
  if (how === 'append') return { method: good.method, path: `${path}${filled(text, values)}` };
  if (how === 'replace') return { method: good.method, path: filled(text, values) };
  return { method: how === 'method' ? text : good.method, path };
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Mailgun's signature is a field of the form, and covers a time and a token alone. */
function withMailgun({ values, keys, number }: Moment): ReadonlyMap<string, string> {
  const [timestamp, token] = [String(seconds()), `token-${process.pid}-${number}`];
  const signature = createHmac('sha256', keys.mailgun).update(`${timestamp}${token}`).digest('hex');
  return new Map([...values, ['timestamp', timestamp], ['token', token], ['mailgun-signature', signature]]);
}

const at = ({ length }: Buffer, share: number): number => Math.floor(length * share);

const MOST_BYTES = 13 * 1024 * 1024;

/** Returns bytes with one mutation. */
export function changedBytes(body: Buffer, change: ByteChange): Buffer {
  switch (change.kind) {
    case 'cut':
      return body.subarray(0, at(body, change.at));
    case 'double':
      return Buffer.concat([body, body]);
    case 'insert':
      return spliced(body, at(body, change.at), 0, Buffer.from(change.bytes));
    case 'replace':
      return spliced(body, at(body, change.at), change.bytes.length, Buffer.from(change.bytes));
    case 'drop':
      return spliced(body, at(body, change.at), change.length, Buffer.alloc(0));
    case 'repeat': {
      const from = at(body, change.at);
      const part = body.subarray(from, from + change.length);
      const times = Math.min(change.times, Math.floor(MOST_BYTES / Math.max(1, part.length)));
      return spliced(body, from, 0, Buffer.concat(Array.from({ length: times }, () => part)));
    }
    case 'compress':
      return { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[change.how](body);
  }
}

const spliced = (body: Buffer, from: number, drop: number, put: Buffer): Buffer =>
  Buffer.concat([body.subarray(0, from), put, body.subarray(from + drop)]);

type Headers = readonly (readonly [name: string, value: string])[];

function changedHeaders(headers: Headers, change: HeaderChange): Headers {
  if (change.kind === 'set') return [...headers.filter(([name]) => name !== change.name), [change.name, change.value]];
  const index = change.at % Math.max(1, headers.length);
  const one = headers[index];
  if (!one) return headers;
  if (change.kind === 'remove') return headers.filter((_, place) => place !== index);
  if (change.kind === 'twice') return [...headers, one];
  const long = [one[0], (one[1] || 'x').repeat(change.times).slice(0, 20_000)] as const;
  return headers.map((header, place) => (place === index ? long : header));
}

const OFFSETS: Partial<Record<ProofChange, number>> = { old: -7 * 24 * 3600, early: 3600 };

/** Makes the proof for a body, or what stands in its place. */
function proofOf(kind: ProofKind, how: ProofChange, body: Buffer, { keys, number }: Moment): Record<string, string> {
  if (how === 'none' || kind === 'none') return {};
  const time = seconds() + (OFFSETS[how] ?? 0);
  const signed = how === 'of-another' ? Buffer.from('another body') : body;
  const headers = signatureOf(kind, how === 'wrong' ? wrongKeys : keys, signed, time, number);
  return how === 'junk' ? Object.fromEntries(Object.keys(headers).map((name) => [name, 'v1,AAAA'])) : headers;
}

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

const wrongKeys: Keys = {
  slack: 'not-the-secret',
  contract: OTHER_SECRET,
  vollna: 'not-the-token',
  getmany: OTHER_SECRET,
  postmark: 'baton:not-the-password',
  mailgun: 'not-the-key',
  sendgrid: '',
  'raw-mail': OTHER_SECRET,
};

function signatureOf(
  kind: Exclude<ProofKind, 'none'>,
  keys: Keys,
  body: Buffer,
  time: number,
  number: number,
): Record<string, string> {
  const id = `fuzz-${number}`;
  const standard = (prefix: string, secret: string) => ({
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(time),
    [`${prefix}-signature`]: signWebhook(secret, id, time, body),
  });
  switch (kind) {
    case 'slack':
      return signedHeaders(body.toString(), { secret: keys.slack, at: time });
    case 'contract':
      return standard('webhook', keys.contract);
    case 'raw-mail':
      return standard('webhook', keys['raw-mail']);
    case 'getmany':
      return standard('svix', keys.getmany);
    case 'vollna':
      return { authorization: `Bearer ${keys.vollna}` };
    case 'postmark':
      return { authorization: `Basic ${Buffer.from(keys.postmark).toString('base64')}` };
    case 'sendgrid': {
      const signature = keys.sendgrid
        ? sign('sha256', Buffer.concat([Buffer.from(String(time)), body]), keys.sendgrid)
        : Buffer.alloc(70);
      return {
        'x-twilio-email-event-webhook-signature': signature.toString('base64'),
        'x-twilio-email-event-webhook-timestamp': String(time),
      };
    }
  }
}
