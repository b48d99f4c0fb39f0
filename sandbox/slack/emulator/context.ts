import type { Faults } from './faults.js';
import type { Json } from './json.js';
import type { Recorder } from './recorded-calls.js';
import type { Journal } from './replay-journal.js';
import type { ResponseUrls } from './response-urls.js';
import type { Screen } from './screen.js';
import type { SeedApp } from './seed.js';
import type { Sockets } from './sockets.js';
import type { Tokens } from './tokens.js';
import type { Workspace } from './workspace.js';

/** A trigger id that does not expire. */
export interface LastingTrigger {
  /** Arguments that issue a fresh one for the same user and modal. */
  readonly args: Json;
  used: boolean;
}

/** Shared state of the embedded Slack. */
export interface EmulatorContext {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  readonly app: SeedApp;
  readonly workspaces: Workspace[];
  readonly tokens: Tokens<Workspace>;
  readonly calls: Recorder;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly screen: Screen;
  readonly responseUrls: ResponseUrls;
  readonly sockets: Sockets;
  /** OAuth codes, with the workspace that issued them. */
  readonly codes: Map<string, Workspace>;
  /** Trigger ids that stay valid until they are used; undefined where they expire after three seconds, as in Slack. */
  readonly lasting?: Map<string, LastingTrigger>;
}
