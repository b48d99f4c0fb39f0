import { afterAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import type { Config } from '../../src/config/config.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import {
  arrive,
  effectsOn,
  inviteNow,
  refer,
  referralOf,
  untilCard,
  untilInvite,
  untilReferral,
} from '../support/e2e-actions.js';
import { gone } from '../support/processes.js';
import { testStage } from '../support/stage.js';
import { startWorkerProcess } from '../support/worker-process.js';

type Worker = Awaited<ReturnType<typeof startWorkerProcess>>;
let worker: Worker | undefined;

async function replaceWorker(config: Config): Promise<void> {
  await stopWorker();
  worker = await startWorkerProcess(config);
}

async function stopWorker(): Promise<void> {
  if (!worker) return;
  worker.kill('SIGTERM');
  await gone(worker.pid);
}

const stage = testStage({ worker: ({ config }) => replaceWorker(config), baton: { BOT_RUNS_JOBS: 'false' } });
const as = (name: string) => stage().driver.as(name);

afterAll(stopWorker);

test('a worker that lacks a trusted origin gives nothing up: what waits goes out once it has it', async () => {
  const { config, truth, tenantId } = stage();
  const [accepted, referred] = [await arrive(stage()), await arrive(stage(), { freelancer: 'f-ben' })];
  const [card] = await Promise.all([untilCard(as('ana'), accepted), untilCard(as('ben'), referred)]);
  await replaceWorker({ ...config, MARKETPLACE_TRUSTED_ORIGINS: [] });
  await as('ana').press(card, ACTION.accept);
  await refer(as('ben'), referred, 'Cara Weiss');
  const waiting = await untilInvite(stage(), accepted, ({ work }) => work.some(({ attempts }) => attempts > 0));
  expect(waiting.work.find(({ job }) => job === 'forward-decision')?.error).toContain('connection.badUrl');
  await eventually('the referral has failed once', async () =>
    (await referralOf(stage(), referred)).work.some(({ attempts }) => attempts > 0),
  );
  expect(await truth.ports.worklist.dead(tenantId)).toEqual([]);
  expect((await inviteNow(stage(), accepted)).status).toBe('accepted');
  await replaceWorker(config);
  const isConfirmed = async () => (await inviteNow(stage(), accepted)).decision?.confirmedAt;
  await eventually('the accept is confirmed', isConfirmed);
  await untilReferral(stage(), referred, 'forwarded');
  expect(effectsOn(stage(), accepted)).toEqual(['accept']);
  expect(effectsOn(stage(), referred)).toEqual(['decline', 'refer']);
});
