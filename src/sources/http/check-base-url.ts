import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Refusal } from '../../domain/model/errors.js';
import { isPrivateAddress } from '../../lib/private-address.js';

/** Origins that may use plain http or a private address, such as `http://127.0.0.1:4010`. */
export type TrustedOrigins = readonly string[];

/** Tells whether the operator trusts the URL's origin. */
export const isTrusted = (url: URL, trusted: TrustedOrigins): boolean =>
  trusted.some((origin) => new URL(origin).origin === url.origin);

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

// the URL parser has already turned spellings such as 0x7f.1 into 127.0.0.1
const hasPrivateHost = (url: URL) => isIP(hostOf(url)) !== 0 && isPrivateAddress(hostOf(url));

/**
 * Parses the base URL of a marketplace, without resolving its host name.
 * @throws Refusal('connection.badUrl') unless it is https, without credentials, query and fragment, and not on a
 * private IP address. A trusted origin may be http and private.
 */
export function readAddress(text: string, trusted: TrustedOrigins): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.search || url.hash) throw new Refusal('connection.badUrl');
  if (!/^https?:$/.test(url.protocol)) throw new Refusal('connection.badUrl');
  if (isTrusted(url, trusted)) return url;
  if (url.protocol === 'http:' || hasPrivateHost(url)) throw new Refusal('connection.badUrl');
  return url;
}

/** Resolves all IP addresses of a host name. */
export type Resolve = (name: string) => Promise<readonly { address: string }[]>;

const lookupAll: Resolve = (name) => lookup(name, { all: true });

/**
 * Checks a URL like `readAddress`, and resolves its host name: none of the IP addresses may be private. For a URL that
 * an admin types; `guardedFetch` checks every later connection again.
 * @throws Refusal('connection.badUrl')
 */
export async function checkAddress(text: string, trusted: TrustedOrigins, resolve: Resolve = lookupAll): Promise<URL> {
  const url = readAddress(text, trusted);
  if (isTrusted(url, trusted)) return url;
  const found = await resolve(hostOf(url)).catch(() => []);
  if (!found.length || found.some(({ address }) => isPrivateAddress(address))) throw new Refusal('connection.badUrl');
  return url;
}
