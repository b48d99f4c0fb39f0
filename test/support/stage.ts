import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { rebuildTallies } from '../../src/domain/tallies/rebuild-tallies.js';
import { ENDPOINT_PATHS } from '../../src/slack/app/endpoint-paths.js';
import { expectAnswerFits, expectCallFits } from './block-kit.js';
import { openStage, type StageWish, type TestStage } from './open-stage.js';
import { type Answers, watchAnswers } from './watch-answers.js';

export type { TestStage } from './open-stage.js';

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
    stage = await openStage(wish);
    answers = watchAnswers(`${stage.config.PUBLIC_URL}${ENDPOINT_PATHS.events}`);
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
