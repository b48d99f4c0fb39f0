import { join } from 'node:path';
import { writeHandbook } from './handbook.js';
import { play } from './play.js';
import { prepare } from './prepare.js';
import { openStage, type Stage } from './stage.js';

export interface DemoOptions {
  /** Where data and the handbook are. */
  readonly folder: string;
  readonly undoSeconds: string;
  readonly story: boolean;
  readonly stay: boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the demo until it is over or a signal comes. @returns the exit code */
export async function runDemo(options: DemoOptions): Promise<number> {
  const signal = untilSignal();
  const begun = performance.now();
  let stage: Stage | undefined;
  let forget = () => {};
  try {
    const baton = { UNDO_SECONDS: options.undoSeconds, LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' };
    stage = await openStage({ dataDir: join(options.folder, 'data'), baton, say });
    if (!stage.slack || !stage.sandbox) return await stayWithRealServices(stage, signal);
    const playable = await prepare(stage);
    forget = await writeHandbook(playable, join(options.folder, 'demo.json'));
    tellPlaces(stage, begun);
    if (options.story) await Promise.race([play(playable, say), signal.then(interrupted)]);
    if (!options.stay) return ended(begun);
    say('\nEverything stays up for playing. Ctrl-C ends it; the data stay in .baton/.');
    await signal;
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    forget();
    await stage?.close();
  }
}

function ended(begun: number): number {
  say(`\nEvery step was observed. ${((performance.now() - begun) / 1000).toFixed(1)} s in all.`);
  return 0;
}

function interrupted(): never {
  throw new Error('Interrupted before the story was over.');
}

/** With a real Slack or marketplace nobody can be played: Baton just runs. */
async function stayWithRealServices({ config }: Stage, signal: Promise<unknown>): Promise<number> {
  say(`Baton runs at ${config.PUBLIC_URL}. The story needs the embedded Slack and marketplace, so it is left out.`);
  await signal;
  return 0;
}

function tellPlaces({ slack, sandbox, config }: Stage, begun: number): void {
  say(`\nReady after ${((performance.now() - begun) / 1000).toFixed(1)} s:`);
  say(`  Slack, as everybody sees it   ${slack?.inspectorUrl}`);
  say(`  the sandbox marketplace       ${sandbox?.url}`);
  say(`  Baton                         ${config.PUBLIC_URL}`);
  say('  for other programs            .baton/demo.json\n');
}

/** A second signal ends the process at once. */
function untilSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const name of SIGNALS) process.once(name, () => process.exit(1));
      resolve(undefined);
    };
    for (const name of SIGNALS) process.once(name, stop);
  });
}
