import type { IncomingMessage, ServerResponse } from 'node:http';
import { LINGER_MS } from '../lib/refuse-unreadable-request.js';

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every problem of a request, with its HTTP status and title. */
const PROBLEMS = {
  'not-found': [404, 'There is nothing here'],
  'bad-request': [400, 'The request cannot be read'],
  'wrong-method': [405, 'This address takes other methods'],
  'unknown-connection': [404, 'There is no such webhook address'],
  'bad-signature': [401, 'The signature does not fit'],
  stale: [401, 'The timestamp is too far from the present'],
  unauthorized: [401, 'The credentials do not fit'],
  'not-json': [400, 'The body is not JSON'],
  unreadable: [422, 'The body cannot be read'],
  'wrong-webhook': [422, 'This is another webhook than the one that Baton reads'],
  'bad-data': [422, 'The event does not follow the contract'],
  'too-slow': [408, 'The body took too long to arrive'],
  'too-large': [413, 'The body is too long'],
  compressed: [415, 'The body must not be compressed'],
  'too-many': [429, 'Too much of yours is under way; send it again'],
  uninstalled: [410, 'The workspace removed Baton'],
  busy: [503, 'Too much is under way; send it again'],
  unavailable: [503, 'Baton cannot take this now; send it again'],
  'not-ready': [503, 'Something that Baton needs does not answer'],
  forbidden: [403, 'This address is for monitoring'],
  internal: [500, 'Something went wrong'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** The last part of a problem's type. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Tells whether the value is a problem code. */
export const isProblem = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(PROBLEMS, code);

/** The `Retry-After`, in seconds. */
const RETRY_AFTER = '5';

/** Headers that belong to a problem. */
const HEADERS: Partial<Record<ProblemCode, Answer['headers']>> = {
  compressed: { 'accept-encoding': 'identity' },
  'too-many': { 'retry-after': RETRY_AFTER },
  busy: { 'retry-after': RETRY_AFTER },
  unavailable: { 'retry-after': RETRY_AFTER },
};

/** Creates a problem (RFC 9457). `more` is added to its members. */
export function problem(code: ProblemCode, more: Readonly<Record<string, unknown>> = {}): Answer {
  const [status, title] = PROBLEMS[code];
  const headers = HEADERS[code];
  const body = { type: `urn:baton:problem:${code}`, title, status, ...more };
  return { status, body, type: 'application/problem+json', ...(headers && { headers }) };
}

/**
 * Creates the problem of a method that an address does not take.
 * @param allow those that it takes, such as `GET, HEAD`
 */
export const wrongMethod = (allow: string): Answer => ({
  ...problem('wrong-method', { detail: `This address takes ${allow} alone.` }),
  headers: { allow },
});

/** Creates the problem for a sender that sends too often. @param waitMs milliseconds until it may send again */
export const tooMany = (waitMs: number): Answer => ({
  ...problem('too-many'),
  headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) },
});

/** Tells whether a request has a body, read or not. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;

/**
 * Sends an answer, as JSON unless its type says otherwise. Where the body was not read, the connection closes once the
 * sender has stopped: an earlier reset would discard the answer (RFC 9112, 9.6).
 */
export function send(response: ServerResponse, { status, body, type = 'application/json', headers }: Answer): void {
  const { req: request } = response;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const mayWrite = hasBody(request) && !request.complete && !request.destroyed;
  if (mayWrite) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers });
  if (!mayWrite) return void response.end(text);
  response.write(text);
  const end = () => {
    clearTimeout(late);
    response.end();
  };
  const late = setTimeout(end, LINGER_MS).unref();
  request.once('close', end).once('end', end).resume();
}
