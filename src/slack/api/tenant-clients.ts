import { WebClient, type WebClientOptions } from '@slack/web-api';
import { LRUCache } from 'lru-cache';

/** Returns a tenant's token, refreshed when it expires. */
export type TokenOf = (tenantId: string) => Promise<{ readonly botToken?: string }>;

/** Returns a tenant's client. Clients are never shared: each carries its token and its rate limit. */
export type ClientOf = (tenantId: string) => Promise<WebClient>;

/** Caches a client for each tenant, and replaces it when the token changes. */
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
