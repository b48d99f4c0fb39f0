import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilSignal } from '../../src/run-until-signal.js';
import { requireWritable } from '../services/require-writable.js';
import { adviseOnSlowStart } from './advise-on-slow-start.js';
import { deleteEarlierData } from './delete-earlier-data.js';
import { enterTeamSkills } from './enter-team-skills.js';
import { withFolderLock } from './folder-lock.js';
import { type InstalledDemo, installAndConnect, isPlayable } from './install-and-connect.js';
import { type Audience, playStory, type StoryProgress } from './play-story.js';
import { printAddresses } from './print-addresses.js';
import { type DemoEnvironment, startDemoEnvironment } from './start-demo-environment.js';
import { writeDemoJson } from './write-demo-json.js';

/** Command-line options of the demo. */
export interface RunOptions {
  /** Folder of the data and of demo.json. */
  readonly folder: string;
  /** The value of `UNDO_SECONDS`. */
  readonly undoSeconds: string;
  readonly story: boolean;
  readonly stay: boolean;
  /** Serves the page on which everybody can be played. Not called for a demo that ends after the story. */
  readonly openPage: (demo: InstalledDemo, port: number) => Promise<PlayPage>;
  /** Shows the page in a browser, where there is one. */
  readonly show: (url: string) => void;
  /** Deletes the data of earlier runs first. */
  readonly fresh: boolean;
}

/** The page on which everybody can be played. */
export interface PlayPage {
  readonly url: string;
  /** Shows how far the story is. */
  tell(progress: StoryProgress): void;
  /** Resolves once a browser shows the page. */
  watched(): Promise<void>;
  close(): Promise<void>;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the demo until it is over or interrupted. @returns the exit code */
export async function runDemo(options: RunOptions): Promise<number> {
  const stop = Promise.race([untilSignal(['SIGINT', 'SIGTERM', 'SIGHUP']), untilOrphaned()]);
  try {
    requireWritable(options.folder, 'The demo’s data go', 'start it from a copy in a folder of your own.');
    return await withFolderLock(options.folder, () => run(options, stop));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function run(options: RunOptions, stop: Promise<unknown>): Promise<number> {
  const dataDir = join(options.folder, 'data');
  const forget = () => rmSync(demoJsonPath(options), { force: true });
  forget();
  process.once('exit', forget);
  if (options.fresh) await deleteEarlierData(dataDir, process.env);
  const baton = { UNDO_SECONDS: options.undoSeconds, LOG_LEVEL: process.env.LOG_LEVEL || 'error' };
  let lost: (line: string) => void = () => {};
  const loss = new Promise<string>((resolve) => {
    lost = resolve;
  });
  const demo = await startDemoEnvironment({ dataDir, baton, say, lost });
  try {
    const stopped = stop.then(() => interrupted(options));
    return await Promise.race([perform(demo, options, stop), stopped, loss.then(unplayable)]);
  } finally {
    forget();
    await demo.close();
  }
}

const demoJsonPath = ({ folder }: RunOptions): string => join(folder, 'demo.json');

/** Returns the exit code of an interrupted demo. @throws Error when the story was to be played to its end */
function interrupted({ stay }: RunOptions): number {
  if (!stay) throw new Error('Interrupted before the story was over.');
  return 0;
}

/** Ends the demo after the loss of a server. @throws Error that says what to do */
function unplayable(loss: string): never {
  throw new Error(`${loss} Start the demo again; the data are kept.`);
}

async function getReady(demo: DemoEnvironment): Promise<InstalledDemo | null> {
  const installed = await installAndConnect(demo);
  if (installed && isPlayable(installed)) await enterTeamSkills(installed);
  return installed;
}

async function perform(demo: DemoEnvironment, options: RunOptions, stop: Promise<unknown>): Promise<number> {
  const installed = await adviseOnSlowStart(getReady(demo));
  const page = options.stay && installed ? await options.openPage(installed, demo.ports.page) : null;
  try {
    await writeDemoJson(demo, installed, demoJsonPath(options));
    await printAddresses(demo, installed, page?.url, say);
    if (page) options.show(page.url);
    if (options.story && !(await tell(installed, page)) && !options.stay) return 1;
    if (!options.stay) return 0;
    say('\nEverything stays up for playing. Ctrl-C ends it; the data stay in .baton/.');
    await stop;
    return 0;
  } finally {
    await page?.close();
  }
}

/** Runs the story, on the page if there is one. @returns false when the services that it needs are not embedded */
async function tell(demo: InstalledDemo | null, page: PlayPage | null): Promise<boolean> {
  if (!demo || !isPlayable(demo)) {
    say('The story is left out: it needs the embedded Slack and the sandbox marketplace.');
    return false;
  }
  if (page) {
    say('The story begins once the page is open.');
    await page.watched();
  }
  const begun = performance.now();
  await playStory(demo, say, page ? audienceOf(page) : undefined);
  say(`\nEvery step was observed. ${((performance.now() - begun) / 1000).toFixed(1)} s in all.`);
  return true;
}

/** Milliseconds before a step and after it, in which people read. */
const PACE = { before: 1200, after: 2600 };

/** Shows the steps on the page, slowly enough to be read. */
const audienceOf = ({ tell: show }: PlayPage): Audience => ({
  begins: async (step) => {
    show(step);
    await sleep(PACE.before);
  },
  saw: async (step) => {
    show(step);
    await sleep(PACE.after);
  },
});

/** Milliseconds between two checks. */
const LOOK_MS = 250;

/** Resolves when npm, which started this process, is gone: a killed npm forwards no signal. */
function untilOrphaned(): Promise<void> {
  const { npm_lifecycle_event: script } = process.env;
  const parent = process.ppid;
  return new Promise((resolve) => {
    if (script === undefined) return;
    const looking = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(looking);
      resolve();
    }, LOOK_MS);
    looking.unref();
  });
}
