import type { z } from 'zod';
import { MarketplaceRefusal, Postponed } from '../domain/errors.js';
import { Problem } from './contract/problem.js';
import { retryAfterMs } from './retry-after.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

const RETRY = [408, 425];

/**
 * Turns an answer into its value, or into what the caller should do about it.
 * @throws MarketplaceRefusal for a final 4xx, Postponed for 429, an ordinary error where a retry may help.
 */
export function readAnswer<T extends z.ZodType>(schema: T, answer: Answer, limitKey: string, now: Date): z.output<T> {
  const { status } = answer;
  if (status >= 200 && status < 300) return readValue(schema, answer.text);
  if (status === 429) throw new Postponed(retryAfterMs(answer.retryAfter, now), limitKey);
  const { code, detail } = readProblem(answer);
  if (status < 400 || status >= 500 || RETRY.includes(status) || code === 'in-progress') {
    throw new Error(`the marketplace answered ${status}`);
  }
  throw new MarketplaceRefusal(code, detail);
}

function readValue<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 10).map(({ path }) => path.join('.') || 'body');
  throw new Error(`the marketplace's answer does not follow the contract: ${fields.join(', ')}`);
}

/** Without a problem in the body, the status alone speaks. */
function readProblem({ status, text }: Answer): { code: string; detail: string } {
  const problem = Problem.partial().safeParse(parseJson(text)).data;
  const told = /[^/#:]+$/.exec(problem?.type ?? '')?.[0] ?? '';
  const known = /^[a-z][a-z0-9-]{1,63}$/.test(told) && told !== 'blank';
  const fallback = status === 401 || status === 403 ? 'unauthorized' : `http-${status}`;
  return { code: known && status !== 401 ? told : fallback, detail: (problem?.detail ?? '').slice(0, 500) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
