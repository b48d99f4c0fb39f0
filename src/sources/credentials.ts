import { randomBytes } from 'node:crypto';
import type { Answers } from '../domain/model/connection/source.js';
import { Refusal } from '../domain/model/errors.js';
import { isSameSecret } from '../lib/same-secret.js';
import { BadWebhook } from './bad-webhook.js';
import type { WebhookRequest } from './source.js';

/** Makes a token of 32 random bytes, which a vendor sends with its webhooks. */
export const newWebhookToken = (): string => randomBytes(32).toString('base64url');

/** Puts a new secret in front of the newest one, which stays valid until the sender uses the new one. */
export const rotated = (fresh: string, [newest]: readonly string[]): string[] =>
  newest === undefined ? [fresh] : [fresh, newest];

/** The user name that goes with a token of Baton's in Basic authentication. */
const BASIC_USER = 'baton';

/** A text in quotes or backticks, as it is copied from a page or from code. */
const QUOTED = /^(?:"(.*)"|'(.*)'|`(.*)`|[“„](.*)[”“]|[‘‚](.*)[’‘]|[«»](.*)[«»])$/s;

/** Matches the beginning of a header that was copied with its token: `Authorization: Bearer`, `X-API-TOKEN:`. */
const HEADER = /^(?:[\w-]+:\s+)?(?:bearer:?\s+)?/i;

/** Returns a text without quotes, blanks and the beginning of a header around it, in whatever order they are. */
function unwrapped(text: string): string {
  const inner = text.trim().replace(HEADER, '').replace(QUOTED, '$1$2$3$4$5$6');
  return inner === text ? text : unwrapped(inner);
}

/**
 * Reads a token that an admin has pasted, without what surrounds it.
 * @returns undefined where the field is empty
 * @throws Refusal where no HTTP header can hold it
 */
export function pastedToken(answers: Answers, field: string): string | undefined {
  const token = unwrapped(answers[field]?.replace(/\p{Cf}/gu, '') ?? '');
  if (!token) return undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Refusal('connection.badToken', { field });
  return token;
}

/**
 * Checks the `Authorization` header of a webhook, Bearer or Basic, against Baton's own tokens.
 * @param advice says what to change in the webhook's set-up
 * @throws BadWebhook('unauthorized')
 */
export function requireToken({ headers }: Pick<WebhookRequest, 'headers'>, tokens: readonly string[], advice: string) {
  const { authorization } = headers;
  const given = typeof authorization === 'string' ? tokenIn(authorization) : undefined;
  // every token is compared, so that the time does not tell which one was near
  const fits = tokens.filter((token) => isSameSecret(given ?? '', token));
  if (given === undefined || fits.length === 0) throw new BadWebhook('unauthorized', [], advice);
}

/** Returns the bearer token, or the password of Baton's user. */
function tokenIn(authorization: string): string | undefined {
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)\s*$/.exec(authorization) ?? [];
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return user === BASIC_USER ? password : undefined;
}
