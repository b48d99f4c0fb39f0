import type { Installation } from '@slack/bolt';
import type { InstallProvider } from '@slack/oauth';
import { LRUCache } from 'lru-cache';
import { within } from '../../lib/within.js';
import type { Installations } from './installations.js';
import { tenantOf } from './tenant-of.js';

/** How Slack’s libraries ask for the tokens of a workspace. */
export type Authorize = InstallProvider['authorize'];
type Query = Parameters<Authorize>[0];
type Authorized = Awaited<ReturnType<Authorize>>;

/**
 * Tokens by tenant. Two that ask at once share one answer, so that an expiring token is refreshed once; and an answer
 * is good for `ttlMs`, so that a burst of clicks reads one installation. Failures are not kept.
 * Each caller gets a copy, for Bolt writes the user into it.
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
 * A token that expires within two hours is renewed by a call to Slack. Where that takes longer than `patienceMs`, the
 * kept token serves as long as it is valid; a renewal that comes later is kept all the same.
 * @throws what `authorize` throws
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
    const found = await within(authorizing, waitMs, () => kept(query));
    return found ?? authorizing;
  };
}

/** What the installation says without a call, while its token is valid; null for one that never expires. */
function validToken({ bot, team, enterprise }: Installation, query: Query): Authorized | null {
  if (!bot?.refreshToken || !bot.expiresAt || bot.expiresAt * 1000 <= Date.now()) return null;
  const teamId = team?.id ?? query.teamId;
  const enterpriseId = enterprise?.id ?? query.enterpriseId;
  return {
    botToken: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    botRefreshToken: bot.refreshToken,
    botTokenExpiresAt: bot.expiresAt,
    ...(teamId && { teamId }),
    ...(enterpriseId && { enterpriseId }),
  };
}
