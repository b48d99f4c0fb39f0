import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { isTrusted, type TrustedOrigins } from './check-address.js';
import { isPrivate } from './private-address.js';

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Looks up as Node does and connects to nothing private: a name cannot change its mind after it was checked. */
function publicLookup(host: string, options: LookupOptions, found: Found) {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (addresses.some(({ address }) => isPrivate(address))) return found(new Error('a private address'), []);
    if (options.all) return found(null, addresses);
    found(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
}

/** A fetch that connects to public addresses and to the trusted origins alone, and keeps its connections. */
export function guardedFetch(trusted: TrustedOrigins): { fetch: Fetch; close(): Promise<void> } {
  const guarded = new Agent({ connect: { lookup: publicLookup } });
  const open = new Agent();
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: isTrusted(url, trusted) ? open : guarded }),
    close: async () => void (await Promise.all([guarded.destroy(), open.destroy()])),
  };
}
