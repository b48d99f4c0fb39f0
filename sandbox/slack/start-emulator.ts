import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { addWorkspace } from './emulator/add-workspace.js';
import { type Calls, createRecorder } from './emulator/calls.js';
import type { EmulatorContext } from './emulator/context.js';
import { createFaults, type Faults } from './emulator/faults.js';
import { type Journal, openJournal } from './emulator/journal.js';
import { createResponseUrls } from './emulator/response-urls.js';
import { createScreen, type Screen } from './emulator/screen.js';
import type { SeedApp, SeedWorkspace } from './emulator/seed.js';
import { createTokens } from './emulator/tokens.js';
import type { Workspace } from './emulator/workspace.js';
import { listen, serveSlack } from './server.js';

/** The app, the first workspace, and where Slack is. */
export interface SlackOptions extends SeedApp, SeedWorkspace {
  /** Taken when it is free. Default: any. */
  readonly port?: number;
  /** Where a journal keeps what Slack shows; without it everything is gone when Slack stops. */
  readonly dataDir?: string;
}

/** A Slack on this machine. What it says of the first workspace is at the top. */
export interface EmbeddedSlack extends Workspace {
  readonly url: string;
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  /** For the installer's `authorizationUrl`. */
  readonly authorizeUrl: string;
  /** For a person's browser. */
  readonly inspectorUrl: string;
  /** What the app called. */
  readonly calls: Calls;
  /** What shall go wrong. */
  readonly faults: Faults;
  readonly screen: Screen;
  readonly workspaces: readonly Workspace[];
  /** For the driver. */
  readonly context: EmulatorContext;
  /** A further workspace, with the same app. */
  addWorkspace(seed: SeedWorkspace): Promise<Workspace>;
  close(): Promise<void>;
}

function createContext(url: string, app: SeedApp, journal: Journal): EmulatorContext {
  return {
    ...{ url, app, journal, workspaces: [], codes: new Map() },
    tokens: createTokens<Workspace>(),
    calls: createRecorder(),
    faults: createFaults(),
    screen: createScreen(),
    responseUrls: createResponseUrls(url),
  };
}

/**
 * Starts Slack on the loopback address: npm's `emulate` behind a proxy that completes it.
 * @throws Error when it cannot show again what its journal says.
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
      workspaces: context.workspaces,
    },
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    inspectorUrl: `${url}/`,
    addWorkspace: (seed) => addWorkspace(context, seed),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await Promise.all(context.workspaces.map(({ emulator }) => emulator.close()));
    },
  };
}
