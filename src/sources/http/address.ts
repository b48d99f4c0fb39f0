import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { Refusal } from '../../domain/model/errors.js';

/** Origins that may be plain http or on a private address, such as `http://127.0.0.1:4010`. */
export type TrustedOrigins = readonly string[];

/** Whether the operator trusts the URL's origin. */
export const isTrusted = (url: URL, trusted: TrustedOrigins): boolean =>
  trusted.some((origin) => new URL(origin).origin === url.origin);

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

// the URL parser has already turned spellings such as 0x7f.1 into 127.0.0.1
const hasPrivateHost = (url: URL) => isIP(hostOf(url)) !== 0 && isPrivate(hostOf(url));

/**
 * Reads the base address of a marketplace, without looking its name up.
 * @throws Refusal('connection.badUrl') unless it is https, without credentials, query and fragment, and not on a private
 * IP address. A trusted origin may be http and private.
 */
export function readAddress(text: string, trusted: TrustedOrigins): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || url.search || url.hash) throw new Refusal('connection.badUrl');
  if (!/^https?:$/.test(url.protocol)) throw new Refusal('connection.badUrl');
  if (isTrusted(url, trusted)) return url;
  if (url.protocol === 'http:' || hasPrivateHost(url)) throw new Refusal('connection.badUrl');
  return url;
}

/** Looks up every IP address of a name. */
export type Resolve = (name: string) => Promise<readonly { address: string }[]>;

const lookupAll: Resolve = (name) => lookup(name, { all: true });

/**
 * Checks an address like `readAddress`, and looks the name up: none of its IP addresses may be private. For an address
 * that an admin types; `guardedFetch` checks every later connection again.
 * @throws Refusal('connection.badUrl')
 */
export async function checkAddress(text: string, trusted: TrustedOrigins, resolve: Resolve = lookupAll): Promise<URL> {
  const url = readAddress(text, trusted);
  if (isTrusted(url, trusted)) return url;
  const found = await resolve(hostOf(url)).catch(() => []);
  if (!found.length || found.some(({ address }) => isPrivate(address))) throw new Refusal('connection.badUrl');
  return url;
}

/** IANA's special-purpose registries: loopback, private, link-local (cloud metadata), shared, test and multicast. */
const V4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`;

/** Everything but 2000::/3, and in there what wraps another address (Teredo, 6to4) or is documentation. */
const V6 = '::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20';

function blockList(family: 'ipv4' | 'ipv6', networks: string) {
  const list = new BlockList();
  for (const network of networks.split(/\s+/)) {
    const [address, prefix] = network.split('/') as [string, string];
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

const v4 = blockList('ipv4', V4);
const v6 = blockList('ipv6', V6);

/** Whether an IP address is anything but a public one. */
export const isPrivate = (address: string): boolean =>
  isIPv6(address) ? v6.check(address, 'ipv6') : v4.check(address, 'ipv4');
