import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { isPrivateAddress } from '../../lib/private-address.js';
import { isTrusted, type TrustedOrigins } from './check-base-url.js';

/** The `fetch` of undici, for a URL. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Resolves a host name as Node does, and fails for private addresses. This also stops a name that resolves differently
 * after the check (DNS rebinding).
 */
function publicLookup(host: string, options: LookupOptions, found: Found) {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return found(new Error('a private address'), []);
    if (options.all) return found(null, addresses);
    found(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
}

/** Creates a fetch that connects only to public addresses and trusted origins, and keeps connections alive. */
export function guardedFetch(trusted: TrustedOrigins): { fetch: Fetch; close(): Promise<void> } {
  const guarded = new Agent({ connect: { lookup: publicLookup } });
  const open = new Agent();
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: isTrusted(url, trusted) ? open : guarded }),
    close: async () => void (await Promise.all([guarded.destroy(), open.destroy()])),
  };
}
