import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Endpoint } from '../../../marketplace/contract/endpoint.js';
import { type Market, Trouble } from '../market/market.js';
import type { Asked } from './handlers.js';

/** The agency that the bearer token belongs to. @throws Trouble without a valid one. */
export function authenticate({ state }: Market, c: Context): string {
  const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const agency = Object.values(state.agencies).find((one) => one.token === token);
  if (!agency) throw new Trouble('unauthorized', 'The bearer token is missing or not valid.');
  return agency.id;
}

/** Checks a request against the contract. @throws Trouble that names every field that does not follow it. */
export function readRequest(
  { body }: Endpoint,
  c: Context,
  { text, ...given }: { agencyId: string; key: string; text: string },
): Asked {
  const parsed = body?.safeParse(json(text));
  if (parsed && !parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    throw new Trouble('bad-request', fields.join('; '));
  }
  return { ...given, query: c.req.query(), id: c.req.param('id') ?? '', body: parsed?.data };
}

/** Equal for equal requests: the schema puts the fields in order. */
export function fingerprint({ body }: Endpoint, path: string, text: string): string {
  const parsed = body?.safeParse(json(text));
  const canonical = parsed?.success ? JSON.stringify(parsed.data) : text;
  return createHash('sha256').update(`${path}\n${canonical}`).digest('base64');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
