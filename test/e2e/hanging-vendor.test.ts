import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { QUEUES } from '../../jobs/job-definition.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Config } from '../../src/config/config.js';
import type { Connection } from '../../src/domain/model/connection/connection.js';
import type { Answers } from '../../src/domain/model/connection/source.js';
import { untilCard } from '../support/e2e-actions.js';
import type { TestTenant } from '../support/new-tenant.js';
import { gone } from '../support/processes.js';
import { testStage } from '../support/stage.js';
import { agencyOnUpwork, countOf, invite, inviteTo, setUp } from '../support/upwork-agency.js';
import { startWorkerProcess } from '../support/worker-process.js';

type Worker = Awaited<ReturnType<typeof startWorkerProcess>>;
let worker: Worker | undefined;

async function startWorker(config: Config): Promise<void> {
  worker = await startWorkerProcess(config);
}

async function stopWorker(): Promise<void> {
  worker?.kill('SIGKILL');
  if (worker) await gone(worker.pid);
}

const stage = testStage({ worker: ({ config }) => startWorker(config), baton: { BOT_RUNS_JOBS: 'false' } });
afterAll(stopWorker);

const documentsOf = ({ stored, tenantId }: TestTenant, collection: string) =>
  stored.collection(collection).countDocuments({ tenantId });

const untilPolled = ({ truth }: TestTenant, { tenantId, id }: Connection) =>
  eventually('it was polled', async () => (await truth.ports.connections.latest({ tenantId, id }))?.health.heardAt);

test('a vendor of one agency that hangs, floods and tells of another’s people: the other agency hears of its own, by webhook and by poll', async () => {
  const other = await agencyOnUpwork(stage(), 'other');
  const troubled = await agencyOnUpwork(stage(), 'troubled');
  const webhook = await setUp(other, 'vollna', {});
  await act(other, 'agencies/other/vollna', { url: webhook.copy[0], token: webhook.copy[1] });
  const account = (await act(troubled, 'agencies/troubled/getmany', {})) as Answers;
  const another = (await act(other, 'agencies/other/getmany', {})) as Answers;

  await stopWorker();
  const { connection } = await setUp(troubled, 'getmany', account);
  const more = Array.from({ length: QUEUES.polls.concurrency }, () => ({ ...connection, id: randomUUID() }));
  await Promise.all(more.map((one) => troubled.truth.ports.connections.save(one)));
  const probed = pollsOf(troubled);
  await act(troubled, 'switches', { path: 'getmany', kind: 'hang' });
  await startWorker(stage().config);
  await eventually('every place for polls hangs', async () => pollsOf(troubled) - probed >= QUEUES.polls.concurrency);

  await invite(other, 'Told while it hangs');
  await untilCard(other.driver.as('ana'), await inviteTo(other, 'Told while it hangs'));
  const { apiUrl = '', apiToken = '' } = (await act(other, 'agencies/other/vollna', {})) as Answers;
  await untilPolled(other, (await setUp(other, 'vollna', { apiUrl, apiToken })).connection);

  await act(troubled, 'switches/clear');
  await act(troubled, 'switches', { path: 'getmany', kind: 'flood', count: 10_000 });
  const before = await documentsOf(other, 'members');
  await untilPolled(troubled, (await setUp(troubled, 'getmany', another)).connection);
  const leaked = await inviteTo(troubled, 'Told while it hangs');
  expect(leaked.invitee).not.toHaveProperty('slackUserId');
  expect([await documentsOf(troubled, 'invites'), await documentsOf(other, 'members')]).toEqual([1, before]);
  await invite(other, 'Told in the flood');
  await untilCard(other.driver.as('ana'), await inviteTo(other, 'Told in the flood'));
  expect(await countOf(other, 'Told while it hangs')).toBe(1);
  expect([worker?.exitCode, worker?.signalCode]).toEqual([null, null]);
});

/** Counts the calls to Getmany, also those without an answer. */
const pollsOf = ({ sandbox }: TestTenant): number =>
  sandbox.state.calls.filter(({ path }) => path.includes('getmany')).length;
