import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openQueues } from '../../../jobs/bullmq/queues.js';
import { startWorker } from '../../../jobs/bullmq/worker.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { buildReferral } from '../../support/factories.js';
import { freshUris } from '../../support/fresh-uris.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { firstLine, gone, runFile } from '../../support/processes.js';
import { newKey, openStore } from '../ports/port-suite.js';
import { closeLater, eventually, recorder } from './harness.js';
import { jobTableWith } from './job-table-with.js';

const HANGING = fileURLToPath(new URL('./fixtures/hanging-worker.ts', import.meta.url));

test('a worker is killed between the state change and the call: another makes the call, once', async () => {
  const { redis: redisUrl, queuePrefix: prefix } = freshUris();
  const key = newKey('k1');
  const store = await openStore([key]);
  closeLater(store.close);
  const ports = { ...memoryPorts(), ...store.ports, clock: { now: () => new Date() } };
  const queues = openQueues({ redisUrl, prefix, log: ports.log });
  closeLater(queues.close);

  const doomed = runFile(HANGING, [store.uri, key, redisUrl, prefix]);
  closeLater(async () => doomed.kill('SIGKILL'));
  const begun = firstLine(doomed);
  await eventually(() => queues.redis.status === 'ready');
  const referral = buildReferral({ work: [todo('forward-referral', new Date())] });
  await store.ports.referrals.insert(referral);
  queues.jobs.dispatch(referral);
  expect(await begun).toBe('begun');

  const { runs, record } = recorder();
  const table = jobTableWith({ run: async (_, ref) => void record(ref) });
  const worker = startWorker({ ports, redisUrl, prefix, table, sweepEveryMs: 200 });
  closeLater(() => worker.close(1000));
  doomed.kill('SIGKILL');
  await gone(doomed.pid ?? 0);

  await eventually(() => runs.length === 1);
  await eventually(async () => (await store.ports.referrals.get(referral))?.work.length === 0);
  expect(runs).toMatchObject([{ tenantId: referral.tenantId, id: referral.id }]);
});
