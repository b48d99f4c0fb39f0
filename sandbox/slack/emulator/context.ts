import type { Recorder } from './calls.js';
import type { Faults } from './faults.js';
import type { Journal } from './journal.js';
import type { ResponseUrls } from './response-urls.js';
import type { Screen } from './screen.js';
import type { SeedApp } from './seed.js';
import type { Tokens } from './tokens.js';
import type { Workspace } from './workspace.js';

/** What the parts of the embedded Slack share. */
export interface EmulatorContext {
  /** Without a slash at its end. */
  readonly url: string;
  readonly app: SeedApp;
  readonly workspaces: Workspace[];
  readonly tokens: Tokens<Workspace>;
  readonly calls: Recorder;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly screen: Screen;
  readonly responseUrls: ResponseUrls;
  /** OAuth codes that a workspace gave out. */
  readonly codes: Map<string, Workspace>;
}
