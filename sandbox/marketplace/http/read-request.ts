import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Endpoint } from '../../../src/sources/contract/schema/endpoint.js';
import { ContractProblem, type Market } from '../market/market.js';
import type { Agency } from '../market/state.js';
import type { HandlerRequest } from './handlers.js';

/** Finds the agency by the request's bearer token. */
export function authenticate({ state }: Market, c: Context): Agency | undefined {
  const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return Object.values(state.agencies).find((one) => one.token === token);
}

interface Given {
  readonly agencyId: string;
  readonly key: string;
  readonly text: string;
}

/** Parses a request with the endpoint's schemas. @throws ContractProblem that names every invalid field */
export function readRequest(
  { params, query, body }: Endpoint,
  c: Context,
  { text, ...given }: Given,
): HandlerRequest<never> {
  const asked: HandlerRequest = {
    ...given,
    language: c.req.header('accept-language') ?? '',
    params: params ? parse(params, c.req.param(), 'path') : {},
    query: query ? parse(query, c.req.query(), 'query') : {},
    body: body && parse(body, json(text), 'body'),
  };
  return asked as HandlerRequest<never>;
}

/** Parses one part of a request. @throws ContractProblem that names every invalid field */
function parse<T extends z.ZodType>(schema: T, given: unknown, where: string): z.output<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.') || where}: ${message}`);
  throw new ContractProblem('bad-request', fields.join('; '));
}

/**
 * Computes a fingerprint that is equal for equal requests, regardless of the order of fields. An absent body equals an
 * empty object.
 */
export function fingerprint({ body }: Endpoint, path: string, text: string): string {
  const given = text.trim() === '' ? {} : json(text);
  const parsed = body?.safeParse(given);
  const canonical = JSON.stringify(ordered(parsed?.success ? parsed.data : given)) ?? text;
  return createHash('sha256').update(`${path}\n${canonical}`).digest('base64');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, ordered(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
