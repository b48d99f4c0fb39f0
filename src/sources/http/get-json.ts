import { Misconfigured, Postponed, TokenRefused, UnreadableAnswer } from '../../domain/model/errors.js';
import { retryAfterMs } from '../../lib/rate-limit-wait.js';
import type { Services } from '../source.js';
import { readAddress } from './check-base-url.js';
import { parseRecords } from './parse-json.js';
import { readText, throwNoAnswer } from './read-text.js';

/** The longest answer that is read, in bytes. */
const LONGEST_ANSWER = 8 * 1024 * 1024;

/** One call to a vendor's API. */
export interface ApiCall {
  /** The API's address, with or without a trailing slash. */
  readonly base: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The credentials that the vendor asks for, such as `{ 'x-api-token': … }`. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The key under which a 429 holds up further calls. */
  readonly limitKey: string;
  /** In milliseconds; the services' own when absent. */
  readonly timeoutMs?: number;
}

/**
 * Gets JSON from a vendor's API. Follows no redirect.
 * @throws Postponed on 429, TokenRefused on 401 and 403, Misconfigured on 402, Refusal('connection.badUrl'),
 * UnreadableAnswer, anything else when a retry may help.
 */
export async function getJson({ fetch, trustedOrigins, timeoutMs }: Services, call: ApiCall): Promise<unknown> {
  const url = readAddress(call.base, trustedOrigins);
  url.pathname = url.pathname.replace(/\/$/, '') + call.path;
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(call.timeoutMs ?? timeoutMs),
    headers: { accept: 'application/json', ...call.credentials },
  }).catch(throwNoAnswer);
  requireSuccess(response.status, response.headers.get('retry-after'), call.limitKey);
  const answer = await readText(response, LONGEST_ANSWER).catch(throwNoAnswer);
  try {
    return parseRecords(answer);
  } catch {
    throw new UnreadableAnswer('the answer is not JSON', 'no JSON');
  }
}

function requireSuccess(status: number, retryAfter: string | null, limitKey: string): void {
  if (status >= 200 && status < 300) return;
  if (status === 429) throw new Postponed(retryAfterMs(retryAfter, new Date()), limitKey);
  if (status === 401 || status === 403) throw new TokenRefused('the token was turned down');
  if (status === 402) throw new Misconfigured('the plan does not include this API');
  if (status === 404) throw new UnreadableAnswer(`the answer was ${status}`, `HTTP ${status}`);
  throw new Error(`the answer was ${status}`);
}
