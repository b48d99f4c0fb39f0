import { BlockList, isIPv6 } from 'node:net';

/** IANA's special-purpose registries: loopback, private, link-local (cloud metadata), shared, test and multicast. */
const V4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`;

/**
 * All IPv6 addresses except 2000::/3, and within it those that wrap another address (Teredo, 6to4) or are for
 * documentation.
 */
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

/** Tells whether an IP address is anything but a public one. */
export const isPrivateAddress = (address: string): boolean =>
  isIPv6(address) ? v6.check(address, 'ipv6') : v4.check(address, 'ipv4');
