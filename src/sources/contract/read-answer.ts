import { z } from 'zod';
import { MarketplaceRefusal, Postponed, TokenRefused } from '../../domain/model/errors.js';
import { waitFor } from '../../lib/retry-after.js';
import { PROBLEMS, type ProblemCode } from './schema/problem.js';

/** An HTTP answer whose body was read as text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Problem codes that decide nothing about the request: it is to be repeated. */
const UNDECIDED: ReadonlySet<ProblemCode> = new Set(['in-progress', 'idempotency-conflict', 'rate-limited']);

/** The fields that are read of a problem; a field of another type counts as absent. */
const PROBLEM_FIELDS = z.object({ type: z.string().catch(''), detail: z.string().catch('') });

/** The statuses of a success without a body. */
const EMPTY = [204, 205];

/** Whether the answer is a success without a body. */
export const isEmptySuccess = ({ status }: Answer): boolean => EMPTY.includes(status);

/**
 * Reads the value of an answer, or throws the error for its status. Only a problem of the contract is a refusal: any
 * other 4xx may come from a proxy, or from an address that is not the marketplace's.
 * @throws MarketplaceRefusal for a problem of the contract, TokenRefused, Postponed for 429, Error where a retry may help.
 */
export function readAnswer<T extends z.ZodType>(schema: T, answer: Answer, limitKey: string, now: Date): z.output<T> {
  const { status } = answer;
  if (status >= 200 && status < 300) return readValue(schema, answer);
  throw failureIn(answer, limitKey, now);
}

/** Returns the error for an answer other than 2xx. */
function failureIn(answer: Answer, limitKey: string, now: Date): Error {
  const { status } = answer;
  if (status === 429) return new Postponed(retryAfterMs(answer.retryAfter, now), limitKey);
  if (status === 401) return new TokenRefused(`the marketplace answered ${status}`);
  if (status < 400 || status >= 500 || status === 408 || status === 425)
    return new Error(`the marketplace answered ${status}`);
  const { code, detail } = readProblem(answer.text);
  if (code === 'unauthorized' || (status === 403 && !code))
    return new TokenRefused(`the marketplace answered ${status}`);
  if (!code) return new Error(`the marketplace answered ${status}, and not as the contract says`);
  if (UNDECIDED.has(code)) return new Error(`the marketplace answered ${status}: ${code}`);
  return new MarketplaceRefusal(code, detail);
}

function readValue<T extends z.ZodType>(schema: T, { status, text }: Answer): z.output<T> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  if (status === 202 && !text.trim()) throw new Error('the marketplace answered 202: not done yet');
  const fields = parsed.error.issues.slice(0, 10).map(({ path }) => path.join('.') || 'body');
  throw new Error(`the marketplace's answer does not follow the contract: ${fields.join(', ')}`);
}

/** Reads the problem in a body; `code` is undefined unless it is one of the contract's. */
function readProblem(text: string): { code: ProblemCode | undefined; detail: string } {
  const { type = '', detail = '' } = PROBLEM_FIELDS.safeParse(parseJson(text)).data ?? {};
  const name = /[^/#:]+$/.exec(type)?.[0] ?? '';
  return { code: isCode(name) ? name : undefined, detail: detail.slice(0, 500) };
}

const isCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEMS, text);

/** A byte order mark before JSON is no part of it (RFC 8259, 8.1). @returns undefined for what is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const DELTA_SECONDS = /^\d+$/;

/** The three forms of an HTTP date that a recipient must read (RFC 9110, 5.6.7). */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * How long a `Retry-After` asks us to wait, in milliseconds (RFC 9110, 10.2.3: seconds as digits, or an HTTP date): at
 * least a second, at most an hour, the default where it says anything else.
 */
export function retryAfterMs(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  if (DELTA_SECONDS.test(text)) return waitFor(Number(text));
  const at = dateIn(text);
  return waitFor(at === null ? Number.NaN : Math.max(0, (at - now.getTime()) / 1000));
}

/** As milliseconds since 1970; null when it is no HTTP date. */
function dateIn(text: string): number | null {
  if (IMF_FIXDATE.test(text) || RFC_850.test(text)) return Date.parse(text);
  return ASCTIME.test(text) ? Date.parse(`${text} GMT`) : null;
}
