import { WebClient } from '@slack/web-api';
import type { SocketConfig } from '../../../config/config.js';
import { boltLogger } from '../../api/bolt-logger.js';
import { cacheTokens, storedTokens } from '../../api/bot-tokens.js';
import { forListeners } from '../../api/client-options.js';
import type { Words } from '../../words/words.js';
import type { SlackAppDeps } from '../app-deps.js';
import { ackNotInstalled } from '../not-installed-reply.js';
import { installByToken } from './install-by-token.js';
import { SocketReceiver } from './socket-receiver.js';

/** The dependencies of an app that calls Slack. */
export type SocketDeps = SlackAppDeps & { readonly config: SocketConfig };

/** Milliseconds for which a token is cached. */
const TOKENS_FRESH_MS = 1000;

/** Creates the receiver of Socket Mode, which installs the workspace of its bot token before it connects. */
export function createSocketReceiver(deps: SocketDeps, words: (locale?: string) => Words) {
  const { config, ports, installations } = deps;
  const { SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken } = config;
  const { log } = ports;
  const clientOptions = () => forListeners({ ...deps, log });
  const client = new WebClient(botToken, clientOptions());
  const receiver = new SocketReceiver({
    log,
    connection: {
      appToken,
      logger: boltLogger(log),
      installerOptions: { clientOptions: clientOptions() },
      processEventErrorHandler: ackNotInstalled({ log, words, fetch: deps.fetch }),
    },
    prepare: () => installByToken({ ports, installations, client, botToken, appId: appIn(appToken) }),
  });
  return { receiver, authorize: cacheTokens(storedTokens(installations), TOKENS_FRESH_MS) };
}

/** Returns the app's id, which Slack's app-level tokens contain. */
export const appIn = (appToken: string): string | undefined => /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];
