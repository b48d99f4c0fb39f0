import type { Installation } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { Misconfigured } from '../../../domain/model/errors.js';
import type { Ports } from '../../../domain/ports.js';
import { installTenant } from '../../../domain/workspace/install-tenant.js';
import type { Installations } from '../../api/installations.js';
import { slackErrorFields } from '../../api/slack-errors.js';
import { explainRefusedToken } from './explain-refused-token.js';

interface Installing {
  readonly ports: Ports;
  readonly installations: Pick<Installations, 'load' | 'save'>;
  /** A client with the bot token. */
  readonly client: WebClient;
  readonly botToken: string;
  /** The app of the app-level token, where the token names it. */
  readonly appId: string | undefined;
}

/**
 * Installs the workspace of the bot token, unless it is installed with this token already. Every process of Socket Mode
 * does this at its start: there is no page on which somebody installs.
 * @throws Misconfigured where Slack refuses the token, or the token is not one workspace's or another app's
 */
export async function installByToken({ ports, installations, client, botToken, appId }: Installing): Promise<void> {
  const known = await client.auth.test().catch((error: unknown) => {
    throw explainRefusedToken(error, 'SLACK_BOT_TOKEN');
  });
  const { team_id: tenantId, team: name, bot_id: botId, user_id: userId, is_enterprise_install: isOrgWide } = known;
  if (!tenantId || !botId || !userId || isOrgWide)
    throw new Misconfigured(
      'SLACK_BOT_TOKEN is not of one workspace’s installation. Socket Mode serves one workspace: install the app there, not in the whole organization.',
    );
  const ownApp = await appOf(client, botId, ports);
  if (appId && ownApp && appId !== ownApp)
    throw new Misconfigured(
      `SLACK_BOT_TOKEN is of the app ${ownApp}, and SLACK_APP_TOKEN of the app ${appId}: copy both from the pages of one app.`,
    );
  if (await isInstalled({ ports, installations, botToken }, tenantId)) return;
  const scopes = known.response_metadata?.scopes ?? [];
  const installation: Installation<'v2', false> = {
    team: { id: tenantId, ...(name && { name }) },
    enterprise: undefined,
    isEnterpriseInstall: false,
    user: { id: userId, token: undefined, scopes: undefined },
    bot: { id: botId, userId, token: botToken, scopes },
    tokenType: 'bot',
    authVersion: 'v2',
    ...(ownApp && { appId: ownApp }),
  };
  await installations.save(tenantId, installation);
  await installTenant(ports, { tenantId, name: name ?? tenantId });
  ports.log.info({ tenantId }, 'workspace.installed');
}

/** Returns the bot's app; undefined where Slack does not tell. */
async function appOf(client: WebClient, bot: string, { log }: Pick<Ports, 'log'>): Promise<string | undefined> {
  try {
    return (await client.bots.info({ bot })).bot?.app_id;
  } catch (error) {
    log.warn(slackErrorFields(error), 'socket.app-unknown');
    return undefined;
  }
}

async function isInstalled(
  { ports, installations, botToken }: Pick<Installing, 'ports' | 'installations' | 'botToken'>,
  tenantId: string,
): Promise<boolean> {
  const [tenant, installation] = await Promise.all([
    ports.tenants.latest(tenantId),
    installations.load(tenantId).catch(() => null), // sealed under a key that is gone: stored anew
  ]);
  const { bot } = (installation ?? {}) as Partial<Installation>;
  return tenant?.status === 'active' && bot?.token === botToken;
}
