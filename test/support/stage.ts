import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { Mongoose, type mongo } from 'mongoose';
import { type DemoEnvironment, startDemoEnvironment } from '../../sandbox/demo/environment.js';
import { type PlayableDemo, prepare } from '../../sandbox/demo/prepare.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { PATHS } from '../../src/slack/app/paths.js';
import { expectAnswerFits, expectCallFits } from './block-kit.js';
import { freshUris } from './uris.js';
import { type Answers, watchAnswers } from './watch-answers.js';

type Db = mongo.Db;

export interface StageWish {
  /** The undo window of every tenant. Default: 0. */
  readonly undoSeconds?: number;
  /** Further variables of Baton's environment, such as `COMMAND`. */
  readonly baton?: Readonly<Record<string, string>>;
  /** Runs the worker instead of this process; called before anything is played. */
  readonly worker?: (stage: DemoEnvironment) => Promise<unknown>;
  /** Where MongoDB and Redis are. Default: the run's own, each with a new name for this stage. */
  readonly uris?: ReturnType<typeof freshUris>;
}

/** The stage of a test file, ready to play on, with what a test needs to look closely. */
export interface TestStage extends PlayableDemo {
  readonly uris: ReturnType<typeof freshUris>;
  /** What is really stored, past everything that remembers. */
  readonly stored: Db;
}

/** Opens a stage on the run's servers, and on nothing that this machine's environment names, and makes it ready. */
async function open({ undoSeconds = 0, baton: more = {}, worker, uris = freshUris() }: StageWish): Promise<TestStage> {
  const { mongo, redis, queuePrefix } = uris;
  const baton = { UNDO_SECONDS: String(undoSeconds), QUEUE_PREFIX: queuePrefix, LOG_LEVEL: 'silent', ...more };
  const stage = await startDemoEnvironment({ env: {}, baton, worker: !worker, services: { mongo, redis } });
  const raw = new Mongoose().createConnection(mongo);
  const close = () => Promise.all([stage.close(), raw.close()]).then(() => {});
  try {
    await worker?.(stage);
    return { ...(await prepare(stage)), uris, close, stored: (await raw.asPromise()).db as Db };
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
  }, 60_000);
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
  }, 60_000);
  return current;
}

/** No test leaves trouble to the next. */
async function calm({ slack, sandbox }: TestStage): Promise<void> {
  slack.faults.clear();
  await fetch(new URL('/sandbox/switches/clear', sandbox.url), { method: 'POST' });
}

/** Where the tallies are not the ledger's sum; the stage is closed afterwards, whatever was found. */
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
