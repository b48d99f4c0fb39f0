import { PATHS } from '../../src/slack/app/paths.js';
import { SCOPES } from '../../src/slack/app/scopes.js';
import { type EmbeddedSlack, startEmbeddedSlack } from '../slack/start-emulator.js';
import { AGENCY, CHANNELS, PEOPLE } from './cast.js';
import type { SavedSecrets } from './saved-secrets.js';

const CLIENT_ID = '1000.2000';

interface OpenSlackOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: SavedSecrets;
  readonly publicUrl: string;
  readonly port: number;
  readonly dataDir: string | undefined;
}

/** Tells whether Slack is embedded: the environment lacks the credentials of a real app. */
export const isSlackEmbedded = (env: NodeJS.ProcessEnv): boolean =>
  !(env.SLACK_SIGNING_SECRET && env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET);

/**
 * Starts the embedded Slack; null when the environment has the credentials of a real app. `environment` holds Baton's
 * variables for it.
 */
export async function openSlack(
  options: OpenSlackOptions,
): Promise<(EmbeddedSlack & { environment: Record<string, string> }) | null> {
  const { env, secrets, publicUrl, port, dataDir } = options;
  if (!isSlackEmbedded(env)) return null;
  const { signingSecret, clientSecret } = secrets;
  const slack = await startEmbeddedSlack({
    appId: 'A0BATON',
    clientId: CLIENT_ID,
    clientSecret,
    signingSecret,
    name: 'Baton',
    scopes: Object.keys(SCOPES),
    redirectUris: [new URL(PATHS.redirect, publicUrl).href],
    team: { name: AGENCY.name, domain: AGENCY.domain },
    users: PEOPLE,
    channels: CHANNELS,
    port,
    ...(dataDir && { dataDir }),
  });
  const environment = {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: CLIENT_ID,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_AUTHORIZE_URL: slack.authorizeUrl,
    SLACK_APP_TOKEN: '',
  };
  return { ...slack, environment };
}
