import { App, ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import type { Application, IRouter } from 'express';
import type { Config } from '../config.js';
import type { Ports } from '../domain/ports.js';
import { boltLogger } from './bolt-logger.js';
import { boundary } from './boundary.js';
import { type ClientDeps, forListeners } from './client-options.js';
import { identify } from './identify.js';
import { createInFlight } from './in-flight.js';
import { rememberTokens } from './install/authorize.js';
import { createInstallationStore, type Installations } from './install/installations.js';
import { installedPage } from './install/installed.js';
import { answerOutside } from './outside.js';
import { PATHS } from './paths.js';
import { register } from './register.js';
import { SCOPES } from './scopes.js';
import { queryOf } from './tenant-of.js';
import { createWho } from './who.js';
import { createWords } from './words/words.js';

export interface SlackAppDeps {
  readonly ports: Ports;
  readonly config: Config;
  readonly installations: Installations;
  /** The Express app that Slack's endpoints are added to; a new one when absent. */
  readonly express?: Application;
  readonly router?: IRouter;
  readonly fetch?: FetchFunction;
  /** Where a connection's webhooks are taken in, to be shown to admins. */
  readonly webhookUrl?: (connectionId: string) => string;
}

/** How long a token read from the database is used before it is read again, in milliseconds. */
const TOKENS_FRESH = 5_000;

/** Slack as a way in: everything that people click, type and install. */
export function createSlackApp(deps: SlackAppDeps) {
  const { ports, config, installations } = deps;
  const words = createWords({ command: config.COMMAND, faqUrl: config.FAQ_URL });
  const inFlight = createInFlight();
  const receiver = createReceiver(deps, words);
  const installer = receiver.installer;
  if (!installer) throw new TypeError('the receiver has no installer');
  const authorize = rememberTokens(installer.authorize, TOKENS_FRESH);
  installer.authorize = authorize;
  const app = new App({
    receiver,
    clientOptions: forListeners(clientDeps(deps)),
    logger: boltLogger(ports.log),
    convoStore: false,
  });
  app.use(boundary({ log: ports.log, words, inFlight }));
  app.use(identify({ words, who: createWho(ports.members) }));
  app.error((error) => Promise.reject(error));
  const webhookUrl = deps.webhookUrl ?? ((id: string) => new URL(`/webhooks/${id}`, config.PUBLIC_URL).href);
  const forget = async (tenantId: string) => {
    authorize.forget();
    await installations.remove(tenantId);
  };
  register(app, { ports, words, webhookUrl, forget, command: config.COMMAND, undoSeconds: config.UNDO_SECONDS });
  const socket = socketFor(app, deps);
  return {
    app,
    receiver,
    authorize: (tenantId: string) => authorize(queryOf(tenantId) as never),
    /** Connects the socket where Socket Mode is on; HTTP is served by whoever listens for the Express app. */
    start: async () => {
      await socket?.start();
    },
    /** Lets listeners finish what they answered already. True when all did within `deadlineMs`. */
    stop: async (deadlineMs = 5_000): Promise<boolean> => {
      await socket?.stop();
      return inFlight.idle(deadlineMs);
    },
  };
}

const clientDeps = ({ config, ports, fetch }: SlackAppDeps): ClientDeps => ({
  config,
  log: ports.log,
  ...(fetch && { fetch }),
});

function createReceiver(deps: SlackAppDeps, words: ReturnType<typeof createWords>): ExpressReceiver {
  const { config, ports, installations } = deps;
  return new ExpressReceiver({
    signingSecret: config.SLACK_SIGNING_SECRET,
    endpoints: PATHS.events,
    processBeforeResponse: false,
    clientId: config.SLACK_CLIENT_ID,
    clientSecret: config.SLACK_CLIENT_SECRET,
    stateSecret: config.SLACK_STATE_SECRET,
    redirectUri: new URL(PATHS.redirect, config.PUBLIC_URL).href,
    scopes: Object.keys(SCOPES),
    installationStore: createInstallationStore(installations),
    logger: boltLogger(ports.log),
    processEventErrorHandler: answerOutside({ log: ports.log, words }),
    installerOptions: {
      directInstall: true,
      installPath: PATHS.install,
      redirectUriPath: PATHS.redirect,
      clientOptions: forListeners(clientDeps(deps)),
      callbackOptions: installedPage({ ports, words, undoSeconds: config.UNDO_SECONDS }),
      ...(config.SLACK_AUTHORIZE_URL && { authorizationUrl: config.SLACK_AUTHORIZE_URL }),
    },
    ...(deps.express && { app: deps.express }),
    ...(deps.router && { router: deps.router }),
  });
}

/** Socket Mode is a second way in, for development: the same app, without a public address. */
function socketFor(app: App, deps: SlackAppDeps): SocketModeReceiver | undefined {
  const { SLACK_APP_TOKEN: appToken } = deps.config;
  if (!appToken) return undefined;
  const installerOptions = { clientOptions: forListeners(clientDeps(deps)) };
  const socket = new SocketModeReceiver({ appToken, logger: boltLogger(deps.ports.log), installerOptions });
  socket.init(app);
  return socket;
}
