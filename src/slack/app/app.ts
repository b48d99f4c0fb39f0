import type { App, AppOptions } from '@slack/bolt';
import { isOverSocket } from '../../config/config.js';
import { inFlight } from '../../lib/in-flight.js';
import { boltLogger } from '../api/bolt-logger.js';
import { forListeners } from '../api/client-options.js';
import { createDirectoryCache } from '../api/directory-cache.js';
import { createWords, type Words } from '../words/words.js';
import { DeadlineApp } from './ack-deadline-app.js';
import type { SlackAppDeps } from './app-deps.js';
import { errorBoundary } from './error-boundary.js';
import { createHttpReceiver } from './http-receiver.js';
import { identifySender } from './identify-sender.js';
import { createInstalledAppCheck } from './installed-app-check.js';
import { registerListeners } from './register-listeners.js';
import { createSocketReceiver } from './socket-mode/create-socket-receiver.js';

/** The Slack app, ready to be served. */
export interface SlackApp {
  readonly app: App;
  /**
   * Connects in Socket Mode; over HTTP the Express app's server is enough.
   * @throws Misconfigured for a refused token
   */
  start(): Promise<void>;
  /** Tells whether Slack's payloads can come in now. */
  isConnected(): boolean;
  /** Waits for listeners that are still running. @returns true when all ended within `deadlineMs`. */
  stop(deadlineMs?: number): Promise<boolean>;
}

/** Milliseconds to wait for a moment without running listeners before the sockets are closed. */
const QUIET_MS = 2_000;

/** Creates the Slack app: clicks, commands, events and installations. */
export function createSlackApp(deps: SlackAppDeps): SlackApp {
  const { ports, config, installations } = deps;
  const words = createWords({ command: config.COMMAND, faqUrl: config.FAQ_URL });
  const flights = inFlight();
  const incoming = chooseReceiver(deps, words);
  const app = createBolt(deps, incoming.options, words);
  app.use(errorBoundary({ log: ports.log, words, flights }));
  app.use(identifySender({ words, findMember: createDirectoryCache(ports.members) }));
  const forget = async (tenantId: string, unlessSince?: Date) => {
    incoming.authorize.forget();
    await installations.remove(tenantId, unlessSince);
  };
  const installedApp = createInstalledAppCheck(installations);
  registerListeners(app, { ports, words, forget, installedApp, command: config.COMMAND, publicUrl: config.PUBLIC_URL });
  const { socket } = incoming;
  return {
    app,
    start: async () => socket?.start(),
    isConnected: () => socket?.isConnected() ?? true,
    stop: async (deadlineMs = 5_000) => {
      if (socket) await flights.settled(Math.min(deadlineMs, QUIET_MS));
      await socket?.stop();
      return flights.settled(deadlineMs);
    },
  };
}

/**
 * Chooses how Slack's payloads come in: by requests of Slack's to a public address (HTTP), or over sockets that Baton
 * opens (Socket Mode).
 */
function chooseReceiver(deps: SlackAppDeps, words: (locale?: string) => Words) {
  const { config } = deps;
  if (!isOverSocket(config)) {
    const { receiver, authorize } = createHttpReceiver({ ...deps, config }, words);
    return { options: { receiver }, authorize, socket: undefined };
  }
  const { receiver: socket, authorize } = createSocketReceiver({ ...deps, config }, words);
  return { options: { receiver: socket, authorize }, authorize, socket };
}

/** Creates the Bolt app. Errors outside the error boundary go to the receiver, which answers them. */
function createBolt(
  deps: SlackAppDeps,
  incoming: Pick<AppOptions, 'receiver' | 'authorize'>,
  words: (locale?: string) => Words,
): App {
  const { log } = deps.ports;
  const clientOptions = forListeners({ ...deps, log });
  const options = { ...incoming, clientOptions, logger: boltLogger(log), convoStore: false } as const;
  const { ackDeadlineMs, acknowledged } = deps;
  const app = new DeadlineApp(options, {
    words,
    acknowledged,
    ...(ackDeadlineMs !== undefined && { ackDeadlineMs }),
  });
  app.error((error) => Promise.reject(error));
  return app;
}
