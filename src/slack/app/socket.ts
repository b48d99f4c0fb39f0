import { type App, SocketModeReceiver } from '@slack/bolt';
import { boltLogger } from '../api/bolt-logger.js';
import { forListeners } from '../api/client-options.js';
import type { SlackAppDeps } from './app-deps.js';

/** Connects the app over Socket Mode, for development: clicks and events then need no public address. */
export function createSocket(app: App, deps: SlackAppDeps): SocketModeReceiver | undefined {
  const { SLACK_APP_TOKEN: appToken } = deps.config;
  if (!appToken) return undefined;
  const { log } = deps.ports;
  const installerOptions = { clientOptions: forListeners({ ...deps, log }) };
  const socket = new SocketModeReceiver({ appToken, logger: boltLogger(log), installerOptions });
  socket.init(app);
  return socket;
}
