import type { IncomingMessage } from 'node:http';
import { isSameSecret } from '../../lib/same-secret.js';

const COOKIE = 'baton_operator';

/** Returns the cookie that admits a browser. It is sent to this host only, and with no request from another site. */
export const cookieFor = (token: string): string =>
  `${COOKIE}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Lax`;

/** Tells whether the request has the cookie with the token. */
export function hasAccess({ headers }: Pick<IncomingMessage, 'headers'>, token: string): boolean {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const given = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
  return isSameSecret(given, encodeURIComponent(token));
}

/**
 * Tells whether a form was sent from this page. For cookies, a page on another port of this host is the same site, so
 * the origin must be exactly the requested host.
 */
export function isOwnForm({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
