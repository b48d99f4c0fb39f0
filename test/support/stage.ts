import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { Mongoose, type mongo } from 'mongoose';
import { type DemoEnvironment, startDemoEnvironment } from '../../sandbox/demo/environment.js';
import { act, type PlayableDemo, prepare } from '../../sandbox/demo/prepare.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { PATHS } from '../../src/slack/app/paths.js';
import { expectAnswerFits, expectCallFits } from './block-kit.js';
import { patient } from './last-word.js';
import { freshUris } from './uris.js';
import { type Answers, watchAnswers } from './watch-answers.js';

type Db = mongo.Db;

export interface StageWish {
  /** The undo window of every tenant. Default: 0. */
  readonly undoSeconds?: number;
  /** True: over Socket Mode. */
  readonly overSocket?: boolean;
  /** Further variables of Baton's environment, such as `COMMAND`. */
  readonly baton?: Readonly<Record<string, string>>;
  /** Runs the worker instead of this process; called before anything is played. */
  readonly worker?: (stage: DemoEnvironment) => Promise<unknown>;
  /** Where MongoDB and Redis are. Default: the run's own, each with a new name for this stage. */
  readonly uris?: ReturnType<typeof freshUris>;
}

/** The stage of a test file: Baton is installed and connected, and its database is open to the test. */
export interface TestStage extends PlayableDemo {
  readonly uris: ReturnType<typeof freshUris>;
  /** The database, without any cache in between. */
  readonly stored: Db;
}

/** Opens a stage on the servers of the test run, installs Baton and connects it. Ignores the machine's environment. */
async function open({
  undoSeconds = 0,
  overSocket = false,
  baton: more = {},
  worker,
  uris = freshUris(),
}: StageWish): Promise<TestStage> {
  const { mongo, redis, queuePrefix } = uris;
  const baton = { UNDO_SECONDS: String(undoSeconds), QUEUE_PREFIX: queuePrefix, LOG_LEVEL: 'silent', ...more };
  const stage = await startDemoEnvironment({ env: {}, overSocket, baton, worker: !worker, services: { mongo, redis } });
  const raw = new Mongoose().createConnection(mongo);
  const close = () => Promise.all([stage.close(), raw.close()]).then(() => {});
  try {
    await worker?.(stage);
    const played = await prepare(stage);
    const driver = patient(played.driver, played.slack);
    return { ...played, driver, uris, close, stored: (await raw.asPromise()).db as Db };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * One stage for all tests of a file. After each test, everything that Baton has sent to Slack meanwhile must fit
 * Slack's limits; at the end the tallies must be the sum of the ledger.
 */
export function testStage(wish: StageWish = {}): () => TestStage {
  let stage: TestStage | undefined;
  let answers: Answers | undefined;
  let checked = 0;
  const current = () => {
    if (!stage) throw new Error('the stage is not open');
    return stage;
  };
  const check = () => {
    const { calls } = current().slack;
    const fresh = calls.all.filter(({ n }) => n > checked);
    checked = fresh.at(-1)?.n ?? checked;
    for (const { method, args } of fresh) expectCallFits(method === 'response_url' ? 'chat.postMessage' : method, args);
    for (const answer of answers?.taken() ?? []) expectAnswerFits(answer);
  };
  beforeAll(async () => {
    stage = await open(wish);
    answers = watchAnswers(`${stage.config.PUBLIC_URL}${PATHS.events}`);
  });
  afterEach(async () => {
    await calm(current());
    check();
  });
  afterAll(async () => {
    answers?.stop();
    if (!stage) return;
    const differences = await lastLook(stage);
    check();
    if (differences.length > 0) throw new Error(`the tallies are not the ledger's sum: ${JSON.stringify(differences)}`);
  });
  return current;
}

/** Ends the faults that a test has set up. */
async function calm({ slack, sandbox }: TestStage): Promise<void> {
  slack.faults.clear();
  await act({ sandbox }, 'switches/clear');
}

/** Closes the stage, and returns where its tallies differ from the ledger's sum. */
async function lastLook(stage: TestStage) {
  try {
    return await talliesAndLedger(stage);
  } finally {
    await stage.close();
  }
}

async function talliesAndLedger({ truth }: TestStage) {
  const tenants = await truth.store.activeTenants();
  return (await Promise.all(tenants.map((id) => rebuildTallies(truth.ports, id, { write: false })))).flat();
}
