import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import { KEPT } from '../../src/domain/model/stored-size-limits.js';
import { signWebhook } from '../../src/sources/webhook-signature.js';
import { arrive, untilCard } from '../support/e2e-actions.js';
import { newTenant, personId, settle, type TestTenant } from '../support/new-tenant.js';
import { gone } from '../support/processes.js';
import { invitationCreated, sendWebhook } from '../support/send-webhook.js';
import { testStage } from '../support/stage.js';
import { startWorkerProcess } from '../support/worker-process.js';

/** In MB: a worker of this size must live through whatever one tenant sends. */
const HEAP = 256;
const EVENTS = 80;
/** As large as a webhook may be, give or take what is around it. */
const LONG = 'x'.repeat(1_900_000);

type Worker = Awaited<ReturnType<typeof startWorkerProcess>>;
let worker: Worker | undefined;

const stage = testStage({
  worker: async ({ config }) => {
    worker = await startWorkerProcess(config, [`--max-old-space-size=${HEAP}`]);
  },
});

const HARBOUR = {
  domain: 'harbour',
  users: [{ name: 'hans', real_name: 'Hans Holm', email: 'hans@harbour.example', is_admin: true }],
  freelancers: [{ name: 'Hans Holm', email: 'hans@harbour.example' }],
};
let harbour: TestTenant;
beforeAll(async () => {
  harbour = await settle(await newTenant(stage(), HARBOUR), HARBOUR);
});

afterAll(async () => {
  worker?.kill('SIGKILL');
  if (worker) await gone(worker.pid);
});

const hans = { id: personId('harbour', 'Hans Holm'), name: 'Hans Holm' };
const job = {
  id: 'job-of-eighty',
  title: 'A job',
  url: 'https://market.example/jobs/80',
  skills: ['TypeScript'],
  private: false,
};

test('eighty events of 1.9 MB of one tenant: the worker lives, others get their cards, and nothing is lost', async () => {
  const bodies = Array.from({ length: EVENTS }, (_, index) =>
    invitationCreated({
      freelancer: hans,
      job: { ...job, description: LONG },
      ...(index % 2 && { job, letter: LONG }),
    }),
  );
  for (const body of bodies) expect((await sendWebhook(harbour, body, { sign: signWebhook })).status).toBe(200);
  await untilCard(stage().driver.as('ana'), await arrive(stage()));

  const { ports } = stage().truth;
  const { tenantId } = harbour;
  await eventually('every invitation is an invite with its card', async () => {
    expect([worker?.exitCode, worker?.signalCode]).toEqual([null, null]);
    const invites = await harbour.stored
      .collection('invites')
      .find({ tenantId, 'job.id': job.id }, { projection: { id: 1 } })
      .toArray();
    const cards = await Promise.all(invites.map(({ id }) => ports.messages.cardsOf(tenantId, id)));
    return cards.flat().length === EVENTS;
  });
  expect(await ports.worklist.dead(tenantId)).toEqual([]);
  const letters = await Promise.all(bodies.map(({ data }) => ports.invites.byExternalId(tenantId, data.id)));
  expect(letters.map((invite) => invite?.letter.length)).toEqual(
    bodies.map(({ data }) => Math.min(data.letter.length, KEPT.letter)),
  );
  await untilCard(stage().driver.as('ana'), await arrive(stage()));
  expect([worker?.exitCode, worker?.signalCode]).toEqual([null, null]);
});
