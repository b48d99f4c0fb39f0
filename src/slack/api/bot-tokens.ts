import type { Installation } from '@slack/bolt';
import type { InstallProvider } from '@slack/oauth';
import { LRUCache } from 'lru-cache';
import { waitAtMost } from '../../lib/wait-at-most.js';
import { createInstallationStore, type Installations } from './installations.js';
import { tenantOf } from './tenant-of.js';

/** Slack's function that returns the tokens of a workspace. */
export type Authorize = InstallProvider['authorize'];
type Query = Parameters<Authorize>[0];
type Authorized = Awaited<ReturnType<Authorize>>;

/**
 * Caches tokens by tenant for `ttlMs`, so that a burst of clicks reads one installation. Concurrent calls share one
 * answer, so that an expiring token is refreshed once. Failures are not cached. Each caller gets a copy, because Bolt
 * writes the user into it.
 */
export function cacheTokens(authorize: Authorize, ttlMs: number): Authorize & { forget(): void } {
  const cache = new LRUCache<string, Authorized, Query>({
    max: 1000,
    ttl: ttlMs,
    fetchMethod: (_key, _stale, { context }) => authorize(context),
  });
  const cached = async (query: Query): Promise<Authorized> => {
    const { teamId, enterpriseId, isEnterpriseInstall } = query;
    const key = `${isEnterpriseInstall} ${enterpriseId} ${teamId}`;
    const found = await cache.fetch(key, { context: { teamId, enterpriseId, isEnterpriseInstall } as Query });
    return { ...found };
  };
  return Object.assign(cached, { forget: () => cache.clear() });
}

/**
 * Uses the stored token when `authorize` takes longer than `waitMs`. Slack's library refreshes a token two hours before
 * it expires; the refresh continues, and its result is stored.
 * @throws as `authorize`
 */
export function withStoredToken(
  authorize: Authorize,
  installations: Pick<Installations, 'load'>,
  waitMs: number,
): Authorize {
  const kept = async (query: Query): Promise<Authorized | null> => {
    const installation = (await installations.load(tenantOf(query)).catch(() => null)) as Installation | null;
    return installation && validToken(installation, query);
  };
  return async (query) => {
    const authorizing = authorize(query);
    const found = await waitAtMost(authorizing, waitMs, () => kept(query));
    return found ?? authorizing;
  };
}

/**
 * Returns stored tokens unchanged, for an app without OAuth, whose tokens do not expire.
 * @throws Refusal('tenant.notInstalled') for an unknown tenant
 */
export function storedTokens(installations: Installations): Authorize {
  const store = createInstallationStore(installations);
  return async (query) => tokensIn((await store.fetchInstallation(query)) as Installation, query);
}

/** Returns the stored token while it is valid; null for a token that never expires, which needs no refresh. */
function validToken(installation: Installation, query: Query): Authorized | null {
  const { bot } = installation;
  if (!bot?.refreshToken || !bot.expiresAt || bot.expiresAt * 1000 <= Date.now()) return null;
  return tokensIn(installation, query);
}

function tokensIn({ bot, team, enterprise }: Installation, query: Query): Authorized {
  const teamId = team?.id ?? query.teamId;
  const enterpriseId = enterprise?.id ?? query.enterpriseId;
  return {
    ...(bot && { botToken: bot.token, botId: bot.id, botUserId: bot.userId }),
    ...(bot?.refreshToken && { botRefreshToken: bot.refreshToken }),
    ...(bot?.expiresAt && { botTokenExpiresAt: bot.expiresAt }),
    ...(teamId && { teamId }),
    ...(enterpriseId && { enterpriseId }),
  };
}
