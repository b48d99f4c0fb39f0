import { z } from 'zod';
import { MarketplaceRefusal, NotDone, Postponed, TokenRefused, UnreadableAnswer } from '../../domain/model/errors.js';
import { retryAfterMs } from '../../lib/rate-limit-wait.js';
import { parseWellFormedJson } from '../../lib/well-formed-json.js';
import { PROBLEMS, type ProblemCode } from './schema/problem.js';

/** An HTTP answer whose body was read as text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Problem codes that leave the request undecided, so that it is repeated: one like it may have been carried out. */
const UNDECIDED: ReadonlySet<ProblemCode> = new Set(['in-progress', 'idempotency-conflict']);

/**
 * Statuses, besides most 4xx, that say that a request was not carried out: redirects that repeat it elsewhere (RFC
 * 9110, 15.4), a method that the server does not know, and a request that it takes too early (RFC 8470). 303 refers to
 * the result; any other 5xx may come from a proxy that has passed the request on.
 */
const UNDONE: ReadonlySet<number> = new Set([301, 302, 307, 308, 425, 501]);

/** The status of a conflict, which may be with an earlier attempt of the same request. */
const CONFLICT = 409;

/** The fields of a problem that are read; a field of another type counts as absent. */
const PROBLEM_FIELDS = z.object({ type: z.string().catch(''), detail: z.string().catch('') });

/** The statuses of a success without a body. */
const EMPTY = [204, 205];

/** Tells whether the answer is a success without a body. */
export const isEmptySuccess = ({ status }: Answer): boolean => EMPTY.includes(status);

/**
 * Reads the value of an answer, or throws the error for its status. Only a problem of the contract is a refusal: any
 * other 4xx may come from a proxy, or from an address that is not the marketplace's.
 * @throws MarketplaceRefusal for a problem of the contract, TokenRefused, Postponed for 429, UnreadableAnswer, Error
 *   where a retry may help
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
    return new (UNDONE.has(status) ? NotDone : Error)(`the marketplace answered ${status}`);
  const { code, detail } = readProblem(answer.text);
  if (code === 'unauthorized' || (status === 403 && !code))
    return new TokenRefused(`the marketplace answered ${status}`);
  if (!code)
    return new UnreadableAnswer(
      `the marketplace answered ${status}, and not as the contract says`,
      `HTTP ${status}`,
      status !== CONFLICT,
    );
  if (code === 'rate-limited') return new NotDone(`the marketplace answered ${status}: ${code}`);
  if (UNDECIDED.has(code)) return new Error(`the marketplace answered ${status}: ${code}`);
  return new MarketplaceRefusal(code, detail);
}

function readValue<T extends z.ZodType>(schema: T, { status, text }: Answer): z.output<T> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  if (status === 202 && !text.trim()) throw new Error('the marketplace answered 202: not done yet');
  const fields = parsed.error.issues.slice(0, 10).map(({ path }) => path.join('.') || 'body');
  const fault = fields.join(', ');
  throw new UnreadableAnswer(`the marketplace's answer does not follow the contract: ${fault}`, fault);
}

/** Length above which no code of a problem is looked for, in characters. */
const LONGEST_CODE = 100;

/** Reads the problem in a body; `code` is undefined unless it is one of the contract's. */
function readProblem(text: string): { code: ProblemCode | undefined; detail: string } {
  const { type = '', detail = '' } = PROBLEM_FIELDS.safeParse(parseJson(text)).data ?? {};
  const name = /[^/#:]+$/.exec(type.slice(-LONGEST_CODE))?.[0] ?? '';
  return { code: isCode(name) ? name : undefined, detail: detail.slice(0, 500) };
}

const isCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEMS, text);

/**
 * Parses JSON after a byte order mark, which is no part of it (RFC 8259, 8.1).
 * @returns undefined for anything that is no JSON
 */
function parseJson(text: string): unknown {
  try {
    return parseWellFormedJson(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
