import type { App, ExpressReceiver } from '@slack/bolt';
import { inFlight } from '../../lib/in-flight.js';
import { boltLogger } from '../api/bolt-logger.js';
import { forListeners } from '../api/client-options.js';
import { createMemberCache } from '../api/member-cache.js';
import { createWords, type Words } from '../words/words.js';
import type { SlackAppDeps } from './app-deps.js';
import { DeadlineApp } from './deadline-app.js';
import { boundary } from './error-boundary.js';
import { identify } from './identify.js';
import { createInstalledAppCheck } from './installed-app-check.js';
import { createReceiver } from './receiver.js';
import { register } from './register.js';
import { createSocket } from './socket.js';

/** The Slack app, ready to be served. */
export interface SlackApp {
  readonly app: App;
  readonly receiver: ExpressReceiver;
  /** Connects the socket in Socket Mode; over HTTP the Express app's server is enough. */
  start(): Promise<void>;
  /** Waits for listeners that are still running. @returns true when all ended within `deadlineMs`. */
  stop(deadlineMs?: number): Promise<boolean>;
}

/** Creates the Slack app: clicks, commands, events and installations. */
export function createSlackApp(deps: SlackAppDeps): SlackApp {
  const { ports, config, installations } = deps;
  const words = createWords({ command: config.COMMAND, faqUrl: config.FAQ_URL });
  const flights = inFlight();
  const { receiver, authorize } = createReceiver(deps, words);
  const app = createBolt(deps, receiver, words);
  app.use(boundary({ log: ports.log, words, flights }));
  app.use(identify({ words, findMember: createMemberCache(ports.members) }));
  const forget = async (tenantId: string, unlessSince?: Date) => {
    authorize.forget();
    await installations.remove(tenantId, unlessSince);
  };
  const installedApp = createInstalledAppCheck(installations);
  register(app, { ports, words, forget, installedApp, command: config.COMMAND, publicUrl: config.PUBLIC_URL });
  const socket = createSocket(app, deps);
  const start = async () => void (await socket?.start());
  const stop = async (deadlineMs = 5_000) => {
    await socket?.stop();
    return flights.settled(deadlineMs);
  };
  return { app, receiver, start, stop };
}

/** Creates the Bolt app. Errors outside the error boundary go to the receiver, which answers them. */
function createBolt(deps: SlackAppDeps, receiver: ExpressReceiver, words: (locale?: string) => Words): App {
  const { log } = deps.ports;
  const clientOptions = forListeners({ ...deps, log });
  const options = { receiver, clientOptions, logger: boltLogger(log), convoStore: false } as const;
  const { ackDeadlineMs } = deps;
  const app = new DeadlineApp(options, { words, ...(ackDeadlineMs !== undefined && { ackDeadlineMs }) });
  app.error((error) => Promise.reject(error));
  return app;
}
