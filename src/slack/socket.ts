import { type App, SocketModeReceiver } from '@slack/bolt';
import type { SlackAppDeps } from './app-deps.js';
import { boltLogger } from './bolt-logger.js';
import { forListeners } from './client-options.js';

/** Socket Mode is a second way into the same app, for development: clicks and events need no public address. */
export function createSocket(app: App, deps: SlackAppDeps): SocketModeReceiver | undefined {
  const { SLACK_APP_TOKEN: appToken } = deps.config;
  if (!appToken) return undefined;
  const { log } = deps.ports;
  const installerOptions = { clientOptions: forListeners({ ...deps, log }) };
  const socket = new SocketModeReceiver({ appToken, logger: boltLogger(log), installerOptions });
  socket.init(app);
  return socket;
}
