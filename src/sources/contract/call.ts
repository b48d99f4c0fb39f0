import { z } from 'zod';
import { UnreadableAnswer } from '../../domain/model/errors.js';
import { readAddress } from '../http/check-base-url.js';
import type { Fetch } from '../http/guarded-fetch.js';
import { readText, throwNoAnswer } from '../http/read-text.js';
import type { Opened, Services } from '../source.js';
import type { ContractConfig } from './connection-config.js';
import { type Answer, isEmptySuccess, readAnswer } from './read-answer.js';
import type { ENDPOINTS } from './schema/endpoint.js';
import { LONGEST_BODY } from './schema/field-types.js';

/** The dependencies of every call. */
export interface Caller extends Pick<Services, 'fetch' | 'trustedOrigins' | 'log' | 'leftOut'> {
  /** Receives the length of each answer, in characters, before the answer is parsed; may throw. */
  readonly onAnswer?: (length: number) => void;
}

type Part<E, Name extends 'params' | 'query' | 'body'> = E extends { readonly [K in Name]: infer S extends z.ZodType }
  ? { readonly [K in Name]: z.input<S> }
  : unknown;

/** The request of an endpoint, typed by its schemas. */
export type Request<E> = Part<E, 'params'> &
  Part<E, 'query'> &
  Part<E, 'body'> & {
    readonly idempotencyKey?: string;
    /** The language that the answer should be in (`Accept-Language`). */
    readonly language?: string;
    /** The time limit from the connection to the last byte of the answer, in milliseconds. */
    readonly timeoutMs: number;
  };

/** A request of any endpoint. */
interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly language?: string;
  readonly timeoutMs: number;
}

type Endpoints = typeof ENDPOINTS;
/** The marketplace that a call goes to. */
export type To = Omit<Opened<Pick<ContractConfig, 'baseUrl' | 'token'>>, 'connectedAt'>;

/**
 * Makes one call and reads its answer. Follows no redirect.
 * @throws as `readAnswer`, Refusal('connection.badUrl'), and Error when there was no answer in time.
 */
export async function call<E extends Endpoints[keyof Endpoints]>(
  caller: Caller,
  to: To,
  endpoint: E,
  given: Request<E>,
) {
  return readAnswer(endpoint.answer, await exchange(caller, to, endpoint, given), limitOf(to), new Date()) as z.output<
    E['answer']
  >;
}

/**
 * Makes a call like `call` whose answer may be empty (204, 205), which means that it was carried out.
 * @param schema reads the answer
 * @returns null for an empty answer.
 */
export async function callForEffect<E extends Endpoints[keyof Endpoints], T extends z.ZodType>(
  caller: Caller,
  to: To,
  endpoint: E,
  given: Request<E>,
  schema: T,
): Promise<z.output<T> | null> {
  const answer = await exchange(caller, to, endpoint, given);
  if (isEmptySuccess(answer)) return null;
  return readAnswer(schema, answer, limitOf(to), new Date());
}

type ListEndpoint = Extract<Endpoints[keyof Endpoints], { readonly answer: z.ZodObject<{ items: z.ZodArray }> }>;
type List<E extends ListEndpoint> = z.output<E['answer']>;

/** Options for reading a list. */
interface Reading {
  /** The schema of one item; the contract's when absent. */
  readonly item?: z.ZodType;
  /** Set to fail when no item of a list that is not empty follows the contract. */
  readonly atLeastOne?: true;
}

/** A cursor for the next page. Many marketplaces send an absent one as `null` or as an empty text. */
const Cursor = z
  .string()
  .nullish()
  .transform((cursor) => cursor || undefined);

/**
 * Makes a call like `call` for a list. Skips items that do not follow the contract, and counts them in the log and the
 * metrics.
 * @throws as `call`.
 */
export async function callForList<E extends ListEndpoint>(
  caller: Caller,
  to: To,
  endpoint: E,
  given: Request<E>,
  { item = endpoint.answer.shape.items.element, atLeastOne }: Reading = {},
): Promise<List<E>> {
  const answer = await exchange(caller, to, endpoint, given);
  const list = endpoint.answer.extend({ items: z.array(z.unknown()), nextCursor: Cursor });
  const { items: found, ...rest } = readAnswer(list, answer, limitOf(to), new Date());
  const read = found.map((one) => item.safeParse(one));
  const items = read.flatMap(({ success, data }) => (success ? [data] : []));
  reportLeftOut(caller, to, endpoint.path, read);
  if (atLeastOne && found.length > 0 && items.length === 0)
    throw new UnreadableAnswer("nothing of the marketplace's answer follows the contract: items", 'items');
  return { ...rest, items } as List<E>;
}

function reportLeftOut(
  { log, leftOut }: Caller,
  { tenantId }: To,
  path: string,
  read: readonly z.ZodSafeParseResult<unknown>[],
) {
  const issues = read.flatMap(({ error }) => (error ? [error.issues] : []));
  if (issues.length === 0) return;
  const fields = [...new Set(issues.flat().map((issue) => issue.path.join('.') || 'item'))].slice(0, 10);
  log?.warn({ tenantId, path, leftOut: issues.length, of: read.length, fields }, 'marketplace.items-left-out');
  leftOut?.(path, issues.length);
}

/** Names the rate limit of a connection's calls. */
export const limitOf = ({ tenantId, id }: Pick<To, 'tenantId' | 'id'>): string => `marketplace:${tenantId}:${id}`;

async function exchange(caller: Caller, to: To, endpoint: Endpoints[keyof Endpoints], request: Sent): Promise<Answer> {
  const url = addressOf(caller, to, endpoint.path, request);
  const started = performance.now();
  const answer = await send(caller.fetch, url, endpoint.method, to.config.token, request);
  caller.onAnswer?.(answer.text.length);
  const ms = Math.round(performance.now() - started);
  caller.log?.info({ tenantId: to.tenantId, path: endpoint.path, status: answer.status, ms }, 'marketplace.called');
  return answer;
}

function addressOf({ trustedOrigins }: Caller, to: To, path: string, { params = {}, query = {} }: Sent) {
  const url = readAddress(to.config.baseUrl, trustedOrigins);
  url.pathname =
    url.pathname.replace(/\/$/, '') +
    path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

async function send(fetch: Fetch, url: URL, method: string, token: string, request: Sent): Promise<Answer> {
  const response = await fetch(url, { ...init(method, token, request), redirect: 'manual' }).catch(throwNoAnswer);
  const text = await readText(response, LONGEST_BODY).catch(throwNoAnswer);
  return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
}

const init = (method: string, token: string, { body, idempotencyKey, language, timeoutMs }: Sent) => ({
  method,
  signal: AbortSignal.timeout(timeoutMs),
  headers: {
    accept: 'application/json, application/problem+json',
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(language && { 'accept-language': language }),
    ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
  },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});
