import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { addWorkspace } from './emulator/add-workspace.js';
import type { EmulatorContext } from './emulator/context.js';
import { createFaults, type Faults } from './emulator/faults.js';
import { type Calls, createRecorder } from './emulator/recorded-calls.js';
import { type Journal, openJournal } from './emulator/replay-journal.js';
import { createResponseUrls } from './emulator/response-urls.js';
import { createScreen, type Screen } from './emulator/screen.js';
import type { SeedApp, SeedWorkspace } from './emulator/seed.js';
import { createSockets, type Sockets } from './emulator/sockets.js';
import { createTokens } from './emulator/tokens.js';
import type { Workspace } from './emulator/workspace.js';
import { listen, serveSlack } from './server.js';

/** Options of the embedded Slack: app, first workspace, port and data folder. */
export interface SlackOptions extends SeedApp, SeedWorkspace {
  /** Preferred port. Default: any. */
  readonly port?: number;
  /** True: a trigger id stays valid until it is used, however busy the machine is. Default: for three seconds. */
  readonly lastingTriggers?: boolean;
  /** Folder of the journal. Without it, everything is lost when Slack stops. */
  readonly dataDir?: string;
}

/** A Slack on this machine. The inherited fields describe the first workspace. */
export interface EmbeddedSlack extends Workspace {
  readonly url: string;
  /** The value of Bolt's `slackApiUrl`. */
  readonly apiUrl: string;
  /** The value of the OAuth installer's `authorizationUrl`. */
  readonly authorizeUrl: string;
  /** Page for a browser that shows what Slack stores. */
  readonly inspectorUrl: string;
  /** Calls of the app. */
  readonly calls: Calls;
  /** Faults to inject into calls of the app. */
  readonly faults: Faults;
  readonly screen: Screen;
  /** The app's connections in Socket Mode. */
  readonly sockets: Sockets;
  readonly workspaces: readonly Workspace[];
  /** Shared state, for the driver. */
  readonly context: EmulatorContext;
  /** Adds a workspace with the same app. */
  addWorkspace(seed: SeedWorkspace): Promise<Workspace>;
  close(): Promise<void>;
}

function createContext(url: string, app: SlackOptions, journal: Journal): EmulatorContext {
  return {
    ...(app.lastingTriggers && { lasting: new Map() }),
    ...{ url, app, journal, workspaces: [], codes: new Map() },
    tokens: createTokens<Workspace>(),
    calls: createRecorder(),
    faults: createFaults(),
    screen: createScreen(),
    responseUrls: createResponseUrls(url),
    sockets: createSockets(url, app.appId),
  };
}

/**
 * Starts Slack on the loopback address: npm's `emulate` behind a proxy that adds what it lacks.
 * @throws Error when the journal cannot be replayed
 */
export async function startEmbeddedSlack(options: SlackOptions): Promise<EmbeddedSlack> {
  const server = await listen(options.port ?? 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = createContext(url, options, openJournal(options.dataDir && join(options.dataDir, 'slack.jsonl')));
  const first = await addWorkspace(context, options).catch((error: unknown) => {
    server.close();
    throw error;
  });
  serveSlack(server, context);
  return {
    ...first,
    ...{
      url,
      context,
      calls: context.calls,
      faults: context.faults,
      screen: context.screen,
      sockets: context.sockets,
      workspaces: context.workspaces,
    },
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    inspectorUrl: `${url}/`,
    addWorkspace: (seed) => addWorkspace(context, seed),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      context.sockets.close();
      server.closeAllConnections();
      await closed;
      await Promise.all(context.workspaces.map(({ emulator }) => emulator.close()));
    },
  };
}
