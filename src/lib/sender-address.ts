import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { isPrivateAddress } from './private-address.js';

/** The parts of a request that tell where it comes from. */
export type Sent = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * Returns the IP address of a request's sender; for IPv6 its network (/64), since one sender may use all of its
 * addresses.
 * @param proxies the number of trusted proxies, each of which adds an address to `X-Forwarded-For`
 * @returns undefined for a private address, which is a proxy in front of Baton
 */
export function senderAddress({ headers, socket }: Sent, proxies: number): string | undefined {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const hop = proxies === 0 ? socket.remoteAddress : forwarded.at(-proxies);
  const address = withoutPort((hop ?? '').trim()).replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(address) === 0 || isPrivateAddress(address)) return undefined;
  return isIPv6(address) ? networkOf(address) : address;
}

/** An IPv4 address with a port, and an IPv6 address in brackets, as some proxies write them. */
const WITH_PORT = /^(?:([\d.]+):\d{1,5}|"?\[([^\]]*)\](?::\d{1,5})?"?)$/;

function withoutPort(hop: string): string {
  const [, v4, v6] = WITH_PORT.exec(hop) ?? [];
  return v4 ?? v6 ?? hop;
}

/** Returns the first half of an IPv6 address, in the spelling of the URL standard. */
function networkOf(address: string): string {
  const [head = '', tail = ''] = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail].map((half) => half.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
