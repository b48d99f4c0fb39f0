import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import type { Http } from './sandbox-context.js';

/** A browser's form. What `curl -d` sends claims to be one, too, but wants no page in return. */
const isForm = ({ req }: Context) =>
  /form/.test(req.header('content-type') ?? '') && (req.header('accept') ?? '').includes('text/html');

/**
 * Reads the input of a control from JSON or a browser's form, whose empty fields count as absent.
 * @throws HTTPException 400
 */
export async function readInput<T extends z.ZodType>(c: Context<Http>, schema: T): Promise<z.output<T>> {
  const given = isForm(c)
    ? Object.fromEntries(Object.entries(await c.req.parseBody()).filter(([, value]) => value !== ''))
    : json(await c.req.text());
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new HTTPException(400, {
    message: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new HTTPException(400, { message: 'The body is not JSON.' });
  }
}

/** Returns what was looked up. @throws HTTPException 404 when it is undefined */
export function orNotFound<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new HTTPException(404, { message: `There is no such ${what}.` });
  return thing;
}

/** Checks that an action was possible. @throws HTTPException 409 */
export function orConflict(done: boolean, why: string): void {
  if (!done) throw new HTTPException(409, { message: why });
}

/** Answers a form with a redirect to its page, and everything else with the result as JSON. */
export const respond = (c: Context<Http>, result: object, status: 200 | 201 = 200): Response =>
  isForm(c) ? c.redirect(c.req.header('referer') ?? '/', 303) : c.json(result, status);
