import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const GIVEN = /^[\w.-]{1,64}$/;

/** Returns the request's id for the log: the caller's `x-request-id`, or a new one. Sets it on the answer. */
export function requestIdOf({ headers }: IncomingMessage, response: ServerResponse): string {
  const known = response.getHeader('x-request-id');
  if (typeof known === 'string') return known;
  const given = headers['x-request-id'];
  const id = typeof given === 'string' && GIVEN.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', id);
  return id;
}
