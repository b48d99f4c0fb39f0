import type { InstallProvider } from '@slack/oauth';
import { LRUCache } from 'lru-cache';

/** How Slack’s libraries ask for the tokens of a workspace. */
export type Authorize = InstallProvider['authorize'];
type Query = Parameters<Authorize>[0];
type Authorized = Awaited<ReturnType<Authorize>>;

/**
 * Tokens by tenant. Two that ask at once share one answer, so that an expiring token is refreshed once; and an answer
 * is good for `ttlMs`, so that a burst of clicks reads one installation. Failures are not kept.
 * Each caller gets a copy, for Bolt writes the user into it.
 */
export function rememberTokens(authorize: Authorize, ttlMs: number): Authorize & { forget(): void } {
  const known = new LRUCache<string, Authorized, Query>({
    max: 1000,
    ttl: ttlMs,
    fetchMethod: (_key, _stale, { context }) => authorize(context),
  });
  const remembered = async (query: Query): Promise<Authorized> => {
    const { teamId, enterpriseId, isEnterpriseInstall } = query;
    const key = `${isEnterpriseInstall} ${enterpriseId} ${teamId}`;
    const found = await known.fetch(key, { context: { teamId, enterpriseId, isEnterpriseInstall } as Query });
    return { ...found };
  };
  return Object.assign(remembered, { forget: () => known.clear() });
}
