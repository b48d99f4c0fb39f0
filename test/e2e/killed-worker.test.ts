import { afterAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import type { Config } from '../../src/config/config.js';
import {
  arrive,
  callsOn,
  cardsOf,
  effectsOn,
  gainsOf,
  refer,
  referralOf,
  trouble,
  untilAtRest,
  untilCard,
  untilReferral,
} from '../support/e2e-actions.js';
import { gone } from '../support/processes.js';
import { testStage } from '../support/stage.js';
import { startWorkerProcess } from '../support/worker-process.js';

type Worker = Awaited<ReturnType<typeof startWorkerProcess>>;
const workers: Worker[] = [];

async function startWorker(config: Config): Promise<Worker> {
  const worker = await startWorkerProcess(config);
  workers.push(worker);
  return worker;
}

const stage = testStage({ worker: ({ config }) => startWorker(config), baton: { BOT_RUNS_JOBS: 'false' } });
const as = (name: string) => stage().driver.as(name);

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await Promise.all(workers.map(({ pid }) => gone(pid)));
});

/** The only worker that runs. */
const onlyWorker = (): Worker => {
  const [worker, ...more] = workers.filter(({ signalCode, exitCode }) => signalCode === null && exitCode === null);
  if (!worker || more.length > 0) throw new Error(`${more.length} workers too many, or none`);
  return worker;
};

async function killAndReplace(kill: (worker: Worker) => Promise<unknown>): Promise<void> {
  const doomed = onlyWorker();
  await kill(doomed);
  await gone(doomed.pid);
  expect(doomed.signalCode).toBe('SIGKILL');
  await startWorker(stage().config);
}

test('killed between the state change and the marketplace’s answer: another worker finishes, and it is done once', async () => {
  const [anas, bens] = [await arrive(stage()), await arrive(stage(), { freelancer: 'f-ben' })];
  await Promise.all([untilCard(as('ana'), anas), untilCard(as('ben'), bens)]);
  const gains = await gainsOf(stage(), ['ana', 'ben'], async () => {
    await killAndReplace(async (worker) => {
      await trouble(stage(), { path: 'decline', kind: 'hang', times: 1 });
      await refer(as('ana'), anas, 'Cara Weiss');
      await eventually('the call hangs', async () => callsOn(stage(), anas).length === 1);
      await trouble(stage(), { path: 'decline', kind: 'slow', ms: 3000, times: 1 });
      await refer(as('ben'), bens, 'Mei Tanaka');
      await eventually('the call is under way', async () => callsOn(stage(), bens)[0]?.key);
      for (const invite of [anas, bens]) expect((await referralOf(stage(), invite)).status).toBe('forwarding');
      worker.kill('SIGKILL');
    });
    await Promise.all([anas, bens].map((invite) => untilReferral(stage(), invite, 'forwarded')));
  });
  for (const invite of [anas, bens]) {
    const { id } = await referralOf(stage(), invite);
    expect(effectsOn(stage(), invite)).toEqual(['decline', 'refer']);
    expect(callsOn(stage(), invite).every(({ key = id }) => key === id)).toBe(true);
  }
  expect(gains).toMatchObject({ ana: { sent: 1, forwarded: 1 }, ben: { sent: 1, forwarded: 1 } });
});

test('killed after Slack has posted and before it is written where: another worker finds the message', async () => {
  const { slack } = stage();
  let arrived = { id: 'not yet', tenantId: stage().tenantId };
  await killAndReplace(async (worker) => {
    const stop = slack.calls.on(({ method, args }) => {
      if (method === 'chat.postMessage' && JSON.stringify(args.metadata).includes('card.')) worker.kill('SIGKILL');
    });
    arrived = await arrive(stage(), { freelancer: 'f-cara' });
    await eventually('it was killed', async () => worker.signalCode === 'SIGKILL');
    stop();
  });
  const [card] = await eventually('where the card is has been found', async () => {
    const cards = await stage().truth.ports.messages.cardsOf(arrived.tenantId, arrived.id);
    return cards.length > 0 && cards.every(({ posted }) => posted) && cards;
  });
  await untilAtRest(stage());
  const shown = await cardsOf(as('cara'), arrived);
  expect(shown.map(({ ts }) => ts)).toEqual([card?.posted?.ts]);
  const posts = slack.calls
    .of('chat.postMessage')
    .filter(({ args }) => JSON.stringify(args.metadata).includes(arrived.id));
  expect(posts).toHaveLength(1);
});

test('a worker that is told to stop finishes what it does and ends well', async () => {
  const worker = onlyWorker();
  const other = await startWorker(stage().config);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM'] as const) worker.kill(signal);
  await gone(worker.pid);
  expect(worker.exitCode).toBe(0);
  const invite = await arrive(stage());
  await untilCard(as('ana'), invite);
  expect(onlyWorker().pid).toBe(other.pid);
});
