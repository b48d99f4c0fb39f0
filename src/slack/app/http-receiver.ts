import type { Logger } from '@slack/bolt';
import type { InstallProvider } from '@slack/oauth';
import type { RequestHandler } from 'express';
import type { HttpConfig } from '../../config/config.js';
import { createBodies } from '../../lib/request-bodies.js';
import { createRequestRateLimits, type RequestRateLimits } from '../../lib/request-rate-limits.js';
import { boltLogger } from '../api/bolt-logger.js';
import { cacheTokens, withStoredToken } from '../api/bot-tokens.js';
import { forListeners } from '../api/client-options.js';
import { createInstallationStore } from '../api/installations.js';
import type { Words } from '../words/words.js';
import type { SlackAppDeps } from './app-deps.js';
import { ENDPOINT_PATHS } from './endpoint-paths.js';
import { listeners } from './listeners.js';
import { replyNotInstalled } from './not-installed-reply.js';
import { installedPage } from './oauth/installed-page.js';
import { sameSiteCookies } from './oauth/same-site-cookies.js';
import { SCOPES } from './scopes.js';
import { RejectedRequest, VerifiedReceiver } from './verified-receiver.js';

/** Bytes of request bodies that are held at one time: a hundred common ones, or a dozen of the longest. */
const BODIES = { total: 12 * 1024 * 1024 };

/** Milliseconds for which a token is cached. */
const TOKENS_FRESH_MS = 1000;

/** Milliseconds to wait for a token's refresh while Slack waits for an acknowledgement. */
const RENEWED_WITHIN_MS = 1000;

/** The dependencies of an app that Slack calls. */
export type HttpDeps = SlackAppDeps & { readonly config: HttpConfig };

/** Adds Slack's endpoints to the Express app: one for events, clicks and commands, and two for the installation. */
export function createHttpReceiver(deps: HttpDeps, words: (locale?: string) => Words) {
  const { bodies = createBodies(BODIES), limits = createRequestRateLimits(), ports } = deps;
  const events = new Set(Object.keys(listeners.events));
  deps.express?.use([ENDPOINT_PATHS.install, ENDPOINT_PATHS.redirect], limitedPages(limits), sameSiteCookies);
  const receiver = new VerifiedReceiver(optionsFor(deps, words), { log: ports.log, bodies, events, limits });
  const installer = receiver.installer as InstallProvider;
  const authorizeInstalled = installer.authorize;
  const { installations } = deps;
  const authorize = cacheTokens(withStoredToken(authorizeInstalled, installations, RENEWED_WITHIN_MS), TOKENS_FRESH_MS);
  installer.authorize = authorize;
  return { receiver, authorize };
}

/**
 * Limits requests for the installation pages by IP address: they are unauthenticated, and each makes Baton call Slack.
 */
const limitedPages =
  (limits: RequestRateLimits): RequestHandler =>
  (request, _response, next) => {
    const isTooMany = limits.admit(request, request.path) > 0;
    limits.unproven(request);
    next(isTooMany ? new RejectedRequest(429, 'too-many') : undefined);
  };

/** Drops the errors of failed installations from Slack's library: `installedPage` logs these itself. */
const withoutErrors = (logger: Logger): Logger => ({
  ...logger,
  error: (...parts) => parts.some((part) => part instanceof Error) || logger.error(...parts),
});

type Options = ConstructorParameters<typeof VerifiedReceiver>[0];

const optionsFor = (deps: HttpDeps, words: (locale?: string) => Words): Options => ({
  signingSecret: deps.config.SLACK_SIGNING_SECRET,
  processBeforeResponse: false,
  clientId: deps.config.SLACK_CLIENT_ID,
  clientSecret: deps.config.SLACK_CLIENT_SECRET,
  stateSecret: deps.config.SLACK_STATE_SECRET,
  redirectUri: new URL(ENDPOINT_PATHS.redirect, deps.config.PUBLIC_URL).href,
  scopes: Object.keys(SCOPES),
  installationStore: createInstallationStore(deps.installations),
  logger: withoutErrors(boltLogger(deps.ports.log)),
  processEventErrorHandler: replyNotInstalled({ log: deps.ports.log, words, fetch: deps.fetch }),
  installerOptions: {
    directInstall: true,
    installPath: ENDPOINT_PATHS.install,
    redirectUriPath: ENDPOINT_PATHS.redirect,
    clientOptions: forListeners({ ...deps, log: deps.ports.log }),
    callbackOptions: installedPage({ ports: deps.ports, words }),
    ...(deps.config.SLACK_AUTHORIZE_URL && { authorizationUrl: deps.config.SLACK_AUTHORIZE_URL }),
  },
  ...(deps.express && { app: deps.express }),
});
