import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { SCOPES } from '../../src/slack/app/scopes.js';
import { type EmbeddedSlack, startEmbeddedSlack } from '../slack/start-emulator.js';
import { AGENCY, CHANNELS, PEOPLE } from './demo-people.js';
import type { SavedSecrets } from './saved-secrets.js';
import { southIn } from './upwork-agency.js';

const CLIENT_ID = '1000.2000';

interface OpenSlackOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: SavedSecrets;
  readonly publicUrl: string;
  readonly port: number;
  readonly dataDir: string | undefined;
  /** True: Baton opens sockets, and is installed by its bot token. */
  readonly overSocket?: boolean | undefined;
  /** The embedded Slack's option of the same name. */
  readonly lastingTriggers?: boolean | undefined;
}

const APP_ID = 'A0BATON';

/** The variables that an app over HTTP does not have, or one over Socket Mode. */
const NO_SOCKET = { SLACK_APP_TOKEN: '', SLACK_BOT_TOKEN: '' };
const NO_OAUTH = {
  SLACK_SIGNING_SECRET: '',
  SLACK_CLIENT_ID: '',
  SLACK_CLIENT_SECRET: '',
  SLACK_STATE_SECRET: '',
  SLACK_AUTHORIZE_URL: '',
};

/** Tells whether Slack is embedded: the environment lacks the credentials of a real app, over HTTP or Socket Mode. */
export const isSlackEmbedded = (env: NodeJS.ProcessEnv): boolean =>
  !(env.SLACK_SIGNING_SECRET && env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET) &&
  !(env.SLACK_APP_TOKEN && env.SLACK_BOT_TOKEN);

/**
 * Starts the embedded Slack; null when the environment has the credentials of a real app. `environment` holds Baton's
 * variables for it.
 */
export async function openSlack(
  options: OpenSlackOptions,
): Promise<(EmbeddedSlack & { environment: Record<string, string> }) | null> {
  const { env, secrets, publicUrl, port, dataDir, overSocket, lastingTriggers = false } = options;
  if (!isSlackEmbedded(env)) return null;
  const { signingSecret, clientSecret } = secrets;
  const appToken = ['xapp', '1', APP_ID, '1', signingSecret].join('-');
  const slack = await startEmbeddedSlack({
    appId: APP_ID,
    appToken,
    clientId: CLIENT_ID,
    clientSecret,
    signingSecret,
    name: 'Baton',
    scopes: Object.keys(SCOPES),
    redirectUris: [new URL(ENDPOINT_PATHS.redirect, publicUrl).href],
    team: { name: AGENCY.name, domain: AGENCY.domain },
    users: PEOPLE,
    channels: CHANNELS,
    port,
    lastingTriggers,
    ...(dataDir && { dataDir }),
  });
  // before Baton works on what earlier runs left: its token there must be known
  if (dataDir) await southIn(slack);
  const credentials = overSocket
    ? { ...NO_OAUTH, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: slack.botToken }
    : {
        ...NO_SOCKET,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_CLIENT_ID: CLIENT_ID,
        SLACK_CLIENT_SECRET: clientSecret,
        SLACK_AUTHORIZE_URL: slack.authorizeUrl,
      };
  return { ...slack, environment: { ...credentials, SLACK_API_URL: slack.apiUrl } };
}
