import { webhookUrl } from '../../src/lib/webhook-url.js';
import { databaseIn } from '../../src/mongo/connect.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { MESSAGE } from '../../src/slack/features/decline/decline.js';
import { FIELD as LINK } from '../../src/slack/features/link/link.js';
import { FIELD as PROFILE } from '../../src/slack/features/profile/profile.js';
import { FIELD as SETTINGS } from '../../src/slack/features/settings/settings-field-ids.js';
import { pickerBlock } from '../../src/slack/parts/colleague-picker.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/referral-notes.js';
import { ACTION, LOOKUP, MODAL } from '../../src/slack/reply/action-ids.js';
import { contractConnectionsOf } from './contract-connections.js';
import { AGENCY, FREELANCERS, PEOPLE } from './demo-people.js';
import { variablesOf } from './environment-variables.js';
import type { InstalledDemo } from './install-and-connect.js';
import { FIELD as CONNECT } from './open-set-up-form.js';
import type { DemoEnvironment } from './start-demo-environment.js';
import { undoWindowOf } from './undo-window.js';
import { writeJson } from './write-json.js';

/**
 * Writes demo.json: every address, id and secret that another program needs to act as Slack and the marketplace.
 * The ids and secrets in it are the demo's own: a real Slack's, and the token of another marketplace, are left out, and
 * only that marketplace's address is named.
 */
export async function writeDemoJson(
  demo: DemoEnvironment,
  installed: InstalledDemo | null,
  file: string,
): Promise<void> {
  const { config, mongo, redis } = demo;
  writeJson(file, {
    app: await appPart(demo, installed),
    ...(installed && { slack: slackPart(installed), people: peoplePart(installed) }),
    marketplace: await marketplacePart(demo, installed),
    ids: IDS,
    mongodbUri: mongo.uri,
    mongodbDatabase: databaseIn(mongo.uri) ?? 'baton',
    redisUrl: redis.uri,
    queuePrefix: config.QUEUE_PREFIX,
    /** Environment for further processes on the same data: another worker, or the operator commands. */
    ...(installed && { environment: variablesOf(config) }),
    pid: process.pid,
  });
}

/** Addresses of Baton's own processes. */
async function appPart({ config, worker }: DemoEnvironment, installed: InstalledDemo | null) {
  const url = config.PUBLIC_URL;
  return {
    url,
    slackEvents: `${url}${ENDPOINT_PATHS.events}`,
    install: `${url}${ENDPOINT_PATHS.install}`,
    ...probesAt(url),
    ...(worker && workerPart(`http://127.0.0.1:${worker.port}`)),
    ...(config.METRICS_TOKEN && { metricsToken: config.METRICS_TOKEN }),
    command: config.COMMAND,
    undoSeconds: installed ? await undoWindowOf(installed) : config.UNDO_SECONDS,
  };
}

const workerPart = (workerUrl: string) => ({ workerUrl, worker: probesAt(workerUrl) });

const probesAt = (url: string) => ({
  health: `${url}/healthz`,
  ready: `${url}/readyz`,
  metrics: `${url}/metrics`,
});

/** The embedded Slack and the app's credentials. */
const slackPart = ({ slack, config }: InstalledDemo) => ({
  url: slack.url,
  apiUrl: slack.apiUrl,
  inspectorUrl: slack.inspectorUrl,
  authorizeUrl: slack.authorizeUrl,
  /** Offers what Slack's own API does not let a program read or do. */
  controlUrl: `${slack.url}/control/`,
  signingSecret: config.SLACK_SIGNING_SECRET,
  appId: slack.context.app.appId,
  clientId: config.SLACK_CLIENT_ID,
  clientSecret: config.SLACK_CLIENT_SECRET,
  scopes: slack.context.app.scopes,
  botToken: slack.botToken,
  /** Token that reads everything Slack stores: for observers, never for the app. */
  observerToken: slack.observerToken,
  team: slack.team,
  bot: slack.bot,
  users: Object.fromEntries(Object.entries(slack.users).map(([name, { id }]) => [name, id])),
  channels: slack.channels,
});

/** The people by Slack user name, with their ids in Slack and on the marketplace. */
const peoplePart = ({ slack }: InstalledDemo) =>
  Object.fromEntries(
    PEOPLE.map(({ name, real_name, email, is_admin: isAdmin = false, locale = 'en-US' }) => {
      const personId = FREELANCERS.find((one) => one.email === email)?.id;
      return [name, { name: real_name, email, slackUserId: slack.users[name]?.id, personId, isAdmin, locale }];
    }),
  );

/**
 * The marketplace, and the webhook address and secrets of its connection. The token of another marketplace than the
 * sandbox is left out.
 */
async function marketplacePart({ marketplace, sandbox, config }: DemoEnvironment, installed: InstalledDemo | null) {
  const [connection] = installed ? await contractConnectionsOf(installed.truth, installed.tenantId) : [];
  return {
    url: marketplace.url,
    ...(sandbox && {
      token: marketplace.token,
      openapi: `${sandbox.url}/openapi.json`,
      /** Controls: actions of clients and freelancers, and faults. */
      controlUrl: `${sandbox.url}/sandbox/`,
      state: `${sandbox.url}/sandbox/state`,
      /** The client's view of a job; `{job}` stands for the job's id. */
      clientView: `${sandbox.url}/client/jobs/{job}.json`,
      agency: AGENCY.id,
      people: Object.keys(sandbox.state.people),
    }),
    ...(connection && {
      webhookUrl: webhookUrl(config.PUBLIC_URL, connection.id),
      webhookSecret: connection.config.webhookSecrets[0],
      webhookSecrets: connection.config.webhookSecrets,
    }),
  };
}

/** Placeholder of the invite's id in block ids. */
const INVITE = '{invite}';

const notes = { reason: REASON, noteToColleague: NOTE_TO_COLLEAGUE, noteToClient: NOTE_TO_CLIENT };

/** Ids of the elements of cards and modals. */
const IDS = {
  /** `action_id`s of buttons and menus. A card's buttons carry the invite's id as their value. */
  actions: ACTION,
  /** `action_id`s of menus with external options. */
  lookUps: LOOKUP,
  /** `callback_id`s of modals. */
  modals: MODAL,
  /** The `action_id` of every other input of a modal. */
  input: VALUE,
  /** `block_id`s of each modal's inputs. */
  blocks: {
    decline: { reason: REASON, message: MESSAGE },
    refer: { colleague: pickerBlock(INVITE), ...notes },
    ask: { colleagues: pickerBlock(INVITE), ...notes },
    connect: CONNECT,
    link: LINK,
    settings: SETTINGS,
    profile: PROFILE,
  },
} as const;
