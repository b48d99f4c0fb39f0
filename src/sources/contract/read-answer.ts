import { z } from 'zod';
import { MarketplaceRefusal, Postponed, TokenRefused } from '../../domain/model/errors.js';
import { retryAfterMs } from './retry-after.js';
import { PROBLEMS, type ProblemCode } from './schema/problem.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Problems that say nothing of what was asked: an earlier request with this key is, or was, another's matter. */
const NO_VERDICT: ReadonlySet<ProblemCode> = new Set(['in-progress', 'idempotency-conflict', 'rate-limited']);

/** What is read of a problem: a field of another type counts as absent. */
const SAID = z.object({ type: z.string().catch(''), detail: z.string().catch('') });

/** The statuses of a request that was carried out and has nothing to say. */
const EMPTY = [204, 205];

/** Whether the answer says that the request was carried out, and no more than that. */
export const isDoneWithoutWords = ({ status }: Answer): boolean => EMPTY.includes(status);

/**
 * Turns an answer into its value, or into what the caller should do about it. A problem of the contract is the only
 * refusal: what else comes with a 4xx may be from a proxy, or from an address that is not the marketplace's.
 * @throws MarketplaceRefusal for a problem of the contract, TokenRefused, Postponed for 429, an ordinary error where a
 * retry may help.
 */
export function readAnswer<T extends z.ZodType>(schema: T, answer: Answer, limitKey: string, now: Date): z.output<T> {
  const { status } = answer;
  if (status >= 200 && status < 300) return readValue(schema, answer);
  throw failureIn(answer, limitKey, now);
}

/** What an answer other than 2xx means. */
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
  if (NO_VERDICT.has(code)) return new Error(`the marketplace answered ${status}: ${code}`);
  return new MarketplaceRefusal(code, detail);
}

function readValue<T extends z.ZodType>(schema: T, { status, text }: Answer): z.output<T> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  if (status === 202 && !text.trim()) throw new Error('the marketplace answered 202: not done yet');
  const fields = parsed.error.issues.slice(0, 10).map(({ path }) => path.join('.') || 'body');
  throw new Error(`the marketplace's answer does not follow the contract: ${fields.join(', ')}`);
}

/** The contract's code for the problem in a body, where it names one. */
function readProblem(text: string): { code: ProblemCode | undefined; detail: string } {
  const { type = '', detail = '' } = SAID.safeParse(parseJson(text)).data ?? {};
  const told = /[^/#:]+$/.exec(type)?.[0] ?? '';
  return { code: isCode(told) ? told : undefined, detail: detail.slice(0, 500) };
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
