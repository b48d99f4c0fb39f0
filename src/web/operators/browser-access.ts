import type { IncomingMessage } from 'node:http';
import { isSameSecret } from '../../lib/same-secret.js';

const COOKIE = 'baton_operator';

/** The cookie that lets a browser in. A browser sends it to this host alone, and with no request that another site makes. */
export const cookieFor = (token: string): string =>
  `${COOKIE}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Lax`;

/** Tells whether the request has the cookie with the token. */
export function hasAccess({ headers }: Pick<IncomingMessage, 'headers'>, token: string): boolean {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const given = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
  return isSameSecret(given, encodeURIComponent(token));
}

/**
 * Tells whether a form was sent from this page. A page on another port of this host counts as the same site for cookies, so
 * the origin has to be the very host that the request was sent to.
 */
export function isOwnForm({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
