import type { Installation } from '@slack/bolt';
import { within } from '../../lib/within.js';
import type { Authorize } from './authorize.js';
import type { Installations } from './installations.js';
import { tenantOf } from './tenant-of.js';

type Query = Parameters<Authorize>[0];
type Authorized = Awaited<ReturnType<Authorize>>;

/**
 * A token that expires within two hours is renewed by a call to Slack. Where that takes longer than `patienceMs`, the
 * kept token serves as long as it is valid; a renewal that comes later is kept all the same.
 * @throws what `authorize` throws
 */
export function withKeptToken(
  authorize: Authorize,
  installations: Pick<Installations, 'load'>,
  patienceMs: number,
): Authorize {
  const kept = async (query: Query): Promise<Authorized | null> => {
    const installation = (await installations.load(tenantOf(query)).catch(() => null)) as Installation | null;
    return installation && stillValid(installation, query);
  };
  return async (query) => {
    const authorizing = authorize(query);
    const found = await within(authorizing, patienceMs, () => kept(query));
    return found ?? authorizing;
  };
}

/** What the installation says without a call, while its token is valid; null for one that never expires. */
function stillValid({ bot, team, enterprise }: Installation, query: Query): Authorized | null {
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
