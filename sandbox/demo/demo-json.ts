import { webhookUrl } from '../../src/lib/webhook-url.js';
import { databaseIn } from '../../src/mongo/connect.js';
import { PATHS } from '../../src/slack/app/paths.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD as CONNECT } from '../../src/slack/features/connect/connect-modal.js';
import { MESSAGE } from '../../src/slack/features/decline/decline-modal.js';
import { FIELD as LINK } from '../../src/slack/features/link/link-modal.js';
import { FIELD as PROFILE } from '../../src/slack/features/profile/profile-modal.js';
import { FIELD as SETTINGS } from '../../src/slack/features/settings/settings-fields.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/notes.js';
import { askBlocks, pickerBlock } from '../../src/slack/parts/picker-block.js';
import { ACTION, LOOKUP, MODAL } from '../../src/slack/reply/ids.js';
import { AGENCY, FREELANCERS, PEOPLE } from './cast.js';
import type { DemoEnvironment } from './environment.js';
import type { InstalledDemo } from './prepare.js';
import { undoWindowOf } from './undo-window.js';
import { variablesOf } from './variables.js';
import { writeJson } from './write-json.js';

/**
 * Writes every address, id and secret that another program needs to drive the demo as Slack and the marketplace would.
 * All of it belongs to the demo alone: what a real service takes the place of is left out.
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
    /** For further processes on the same data: another worker, or the operators' commands. */
    ...(installed && { environment: variablesOf(config) }),
    pid: process.pid,
  });
}

/** Where Baton's own processes are. */
async function appPart({ config, worker }: DemoEnvironment, installed: InstalledDemo | null) {
  const url = config.PUBLIC_URL;
  return {
    url,
    slackEvents: `${url}${PATHS.events}`,
    install: `${url}${PATHS.install}`,
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

/** The embedded Slack, and the app in it. */
const slackPart = ({ slack, config }: InstalledDemo) => ({
  url: slack.url,
  apiUrl: slack.apiUrl,
  inspectorUrl: slack.inspectorUrl,
  authorizeUrl: slack.authorizeUrl,
  /** What Slack's API does not let one read or do. */
  controlUrl: `${slack.url}/control/`,
  signingSecret: config.SLACK_SIGNING_SECRET,
  appId: slack.context.app.appId,
  clientId: config.SLACK_CLIENT_ID,
  clientSecret: config.SLACK_CLIENT_SECRET,
  scopes: slack.context.app.scopes,
  botToken: slack.botToken,
  /** Reads everything that Slack has: for observers, never for the app. */
  observerToken: slack.observerToken,
  team: slack.team,
  bot: slack.bot,
  users: Object.fromEntries(Object.entries(slack.users).map(([name, { id }]) => [name, id])),
  channels: slack.channels,
});

/** Who is who, by their name in Slack: Baton matches the two accounts of a person by the email address. */
const peoplePart = ({ slack }: InstalledDemo) =>
  Object.fromEntries(
    PEOPLE.map(({ name, real_name, email, is_admin: isAdmin = false, locale = 'en-US' }) => {
      const personId = FREELANCERS.find((one) => one.email === email)?.id;
      return [name, { name: real_name, email, slackUserId: slack.users[name]?.id, personId, isAdmin, locale }];
    }),
  );

/** The marketplace, and where Baton takes in what it tells. The token of one that is not the sandbox is yours. */
async function marketplacePart({ marketplace, sandbox, config }: DemoEnvironment, installed: InstalledDemo | null) {
  const connection = installed && (await installed.truth.ports.connections.of(installed.tenantId));
  return {
    url: marketplace.url,
    ...(sandbox && {
      token: marketplace.token,
      openapi: `${sandbox.url}/openapi.json`,
      /** What clients and freelancers do, and trouble made on purpose. */
      controlUrl: `${sandbox.url}/sandbox/`,
      state: `${sandbox.url}/sandbox/state`,
      /** With a job's id in place of `{job}`. */
      clientView: `${sandbox.url}/client/jobs/{job}.json`,
      agency: AGENCY.id,
      people: Object.keys(sandbox.state.people),
    }),
    ...(connection && {
      webhookUrl: webhookUrl(config.PUBLIC_URL, connection.id),
      webhookSecret: connection.webhookSecrets[0],
      webhookSecrets: connection.webhookSecrets,
    }),
  };
}

/** Stands where a block's name has the invite's id. */
const INVITE = '{invite}';

const notes = { reason: REASON, noteToColleague: NOTE_TO_COLLEAGUE, noteToClient: NOTE_TO_CLIENT };
const [first, second, third] = askBlocks(INVITE);

/** What cards and modals are made of. */
const IDS = {
  /** `action_id`s of buttons and menus. A card's buttons carry the invite's id as their value. */
  actions: ACTION,
  /** `action_id`s of menus that are looked up. */
  lookUps: LOOKUP,
  /** `callback_id`s of modals. */
  modals: MODAL,
  /** The `action_id` of every other input of a modal. */
  input: VALUE,
  /** `block_id`s of each modal's inputs. */
  blocks: {
    decline: { reason: REASON, message: MESSAGE },
    refer: { colleague: pickerBlock(INVITE), ...notes },
    ask: { first, second, third, ...notes },
    connect: CONNECT,
    link: LINK,
    settings: SETTINGS,
    profile: PROFILE,
  },
} as const;
