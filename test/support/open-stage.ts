import { Mongoose, type mongo } from 'mongoose';
import { type PlayableDemo, prepare } from '../../sandbox/demo/install-and-connect.js';
import { type DemoEnvironment, startDemoEnvironment } from '../../sandbox/demo/start-demo-environment.js';
import { patient } from './final-answer.js';
import { freshUris } from './fresh-uris.js';

type Db = mongo.Db;

export interface StageWish {
  /** The undo window of every tenant. Default: 0. */
  readonly undoSeconds?: number;
  /** True: over Socket Mode. */
  readonly overSocket?: boolean;
  /** Further variables of Baton's environment, such as `COMMAND`. */
  readonly baton?: Readonly<Record<string, string>>;
  /** Marketplace origins that are trusted besides the sandbox. */
  readonly trusted?: string;
  /** Runs the bot instead of this process; called before anything is played. */
  readonly bot?: (stage: DemoEnvironment) => Promise<unknown>;
  /** Runs the worker instead of this process; called before anything is played. */
  readonly worker?: (stage: DemoEnvironment) => Promise<unknown>;
  /** Addresses of MongoDB and Redis. Default: those of the test run, each with a new name for this stage. */
  readonly uris?: ReturnType<typeof freshUris>;
}

/** The stage of a test file: Baton is installed and connected, and its database is open to the test. */
export interface TestStage extends PlayableDemo {
  readonly uris: ReturnType<typeof freshUris>;
  /** The database, without any cache in between. */
  readonly stored: Db;
}

/** Opens a stage on the servers of the test run, installs Baton and connects it. Ignores the machine's environment. */
export async function openStage({
  undoSeconds = 0,
  overSocket = false,
  baton: more = {},
  trusted = '',
  bot,
  worker,
  uris = freshUris(),
}: StageWish): Promise<TestStage> {
  const { mongo, redis, queuePrefix } = uris;
  const baton = { UNDO_SECONDS: String(undoSeconds), QUEUE_PREFIX: queuePrefix, LOG_LEVEL: 'silent', ...more };
  const started = { bot: !bot, worker: !worker };
  const stage = await startDemoEnvironment({
    env: { MARKETPLACE_TRUSTED_ORIGINS: trusted },
    overSocket,
    lastingTriggers: true,
    baton,
    ...started,
    services: { mongo, redis },
  });
  const raw = new Mongoose().createConnection(mongo);
  const close = () => Promise.all([stage.close(), raw.close()]).then(() => {});
  try {
    await Promise.all([bot?.(stage), worker?.(stage)]);
    const played = await prepare(stage);
    const driver = patient(played.driver, played.slack);
    return { ...played, driver, uris, close, stored: (await raw.asPromise()).db as Db };
  } catch (error) {
    await close();
    throw error;
  }
}
