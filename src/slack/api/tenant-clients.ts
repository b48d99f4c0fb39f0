import { WebClient, type WebClientOptions } from '@slack/web-api';
import { LRUCache } from 'lru-cache';

/** The token that a tenant's calls are made with, renewed when it expires. */
export type TokenOf = (tenantId: string) => Promise<{ readonly botToken?: string }>;

/** A client of a tenant's own: no client is ever shared, for it carries the token and the rate limit. */
export type ClientOf = (tenantId: string) => Promise<WebClient>;

/** Clients are kept, and made anew when the token changes. */
export function createTenantClients(tokenOf: TokenOf, options: WebClientOptions): ClientOf {
  const clients = new LRUCache<string, { token: string; client: WebClient }>({ max: 500 });
  return async (tenantId) => {
    const { botToken: token = '' } = await tokenOf(tenantId);
    const known = clients.get(tenantId);
    if (known?.token === token) return known.client;
    const client = new WebClient(token, { ...options });
    clients.set(tenantId, { token, client });
    return client;
  };
}
