import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openQueues } from '../../../jobs/bullmq/queues.js';
import { startWorker } from '../../../jobs/bullmq/worker.js';
import { MOST_STARTS } from '../../../jobs/run-job.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { buildInvite, buildMessage, buildReferral, buildRelay, buildTenant } from '../../support/factories.js';
import { freshUris } from '../../support/fresh-uris.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { gone, runFile } from '../../support/processes.js';
import { newKey, openStore } from '../ports/port-suite.js';
import { closeLater, eventually } from './harness.js';

const WORKER = fileURLToPath(new URL('./fixtures/worker-in-trouble.ts', import.meta.url));

/** A real MongoDB and Redis, and workers in processes of their own. */
async function world() {
  const { redis: redisUrl, queuePrefix: prefix } = freshUris();
  const key = newKey('k1');
  const store = await openStore([key]);
  closeLater(store.close);
  const ports = { ...memoryPorts({ clock: { now: () => new Date() } }), ...store.ports };
  const queues = openQueues({ redisUrl, prefix, log: ports.log });
  closeLater(queues.close);
  await eventually(() => queues.redis.status === 'ready');

  async function worker(trouble: string, aheadMs = 0) {
    const env = { ...process.env, CLOCK_AHEAD_MS: String(aheadMs) };
    const child = runFile(WORKER, [store.uri, key, redisUrl, prefix, trouble], { env });
    closeLater(async () => {
      child.kill('SIGKILL');
      await gone(child.pid ?? 0);
    });
    const lines = linesOf(child);
    await eventually(() => {
      if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}`);
      return lines.includes('ready');
    });
    return { child, lines };
  }
  return { ports, queues, redisUrl, prefix, worker };
}

function linesOf({ stdout }: ChildProcess): string[] {
  const lines: string[] = [];
  if (stdout) createInterface({ input: stdout }).on('line', (line) => lines.push(line));
  return lines;
}

test('what a killed worker had is taken over within ten seconds', async () => {
  const { ports, queues, redisUrl, prefix, worker } = await world();
  const { child, lines } = await worker('stops');
  const { work: _, ...message } = buildMessage({ kind: 'welcome' });
  await ports.tenants.install(buildTenant({ work: [] }));
  const wanted = await ports.messages.ensure(message, [todo('deliver-message', new Date())]);
  if (wanted) queues.jobs.dispatch(wanted);
  await eventually(() => lines.includes('sending'));
  const other = startWorker({ ports, redisUrl, prefix });
  closeLater(() => other.close(1000));
  child.kill('SIGKILL');
  const killed = Date.now();
  await eventually(() => ports.sent.length > 0);
  expect(Date.now() - killed).toBeLessThan(10_000);
});

test('a worker that comes back after its lease sends nothing that another has sent meanwhile', async () => {
  const { ports, queues, redisUrl, prefix, worker } = await world();
  const { child, lines } = await worker('stops');
  const { work: _, ...message } = buildMessage({ kind: 'welcome' });
  await ports.tenants.install(buildTenant({ work: [] }));
  const wanted = await ports.messages.ensure(message, [todo('deliver-message', new Date())]);
  if (wanted) queues.jobs.dispatch(wanted);
  await eventually(() => lines.includes('sending'));
  const other = startWorker({ ports, redisUrl, prefix });
  closeLater(() => other.close(1000));
  await eventually(() => ports.sent.length > 0);
  await eventually(async () => (await ports.messages.get(message))?.work.length === 0);
  child.kill('SIGCONT');
  await eventually(() => lines.includes('job.put-off') || lines.includes('sent'));
  expect(lines).not.toContain('sent');
  expect(ports.sent).toHaveLength(1);
});

test('work that kills its worker is put aside after a few starts, and the rest is done', async () => {
  const { ports, queues, worker } = await world();
  const deadly = buildReferral({ id: 'deadly', work: [todo('forward-referral', new Date())] });
  await ports.referrals.insert(deadly);
  queues.jobs.dispatch(deadly);
  const begun: string[] = [];
  const gaveUp: string[] = [];
  const isBuried = async () => (await ports.referrals.get(deadly))?.work[0]?.dead === true;
  const harmless: string[] = [];
  while (!(await isBuried()) && begun.length <= MOST_STARTS) {
    const { child, lines } = await worker('dies');
    const rest = buildReferral({ tenantId: `T${begun.length}`, work: [todo('forward-referral', new Date())] });
    await ports.referrals.insert(rest);
    harmless.push(rest.id);
    await eventually(async () => child.signalCode !== null || (await isBuried()));
    begun.push(...lines.filter((line) => line === 'began deadly'));
    gaveUp.push(...lines.filter((line) => line === 'gave up deadly'));
    if (!(await isBuried())) continue;
    for (const [turn, id] of harmless.entries())
      await eventually(async () => (await ports.referrals.get({ tenantId: `T${turn}`, id }))?.work.length === 0);
  }
  expect(await isBuried()).toBe(true);
  expect(begun).toHaveLength(MOST_STARTS);
  expect(gaveUp).toHaveLength(1);
}, 240_000);

test('no timer is lost where the clocks of machines differ', async () => {
  const { ports, queues, redisUrl, prefix, worker } = await world();
  await ports.tenants.install(buildTenant({ work: [] }));
  await Promise.all([worker('', 3000), worker('', -3000)]);
  const other = startWorker({ ports, redisUrl, prefix });
  closeLater(() => other.close(1000));
  const at = new Date(Date.now() + 5000);
  const invites = Array.from({ length: 16 }, () => buildInvite({ expiresAt: at, work: [todo('expire-invite', at)] }));
  const relays = Array.from({ length: 8 }, () => {
    const invite = buildInvite();
    const asks = [{ slackUserId: 'UBEN', name: 'Ben', askedAt: new Date(), until: at }];
    return { invite, relay: buildRelay({ inviteId: invite.id, asks, work: [todo('advance-relay', at)] }) };
  });
  for (const invite of invites) await ports.invites.insert(invite);
  for (const { invite, relay } of relays) {
    await ports.invites.insert(invite);
    await ports.relays.insert(relay);
  }
  for (const doc of [...invites, ...relays.map(({ relay }) => relay)]) queues.jobs.dispatch(doc);
  for (const invite of invites) await eventually(async () => (await ports.invites.get(invite))?.status === 'expired');
  for (const { relay } of relays) await eventually(async () => (await ports.relays.get(relay))?.status === 'exhausted');
  for (const invite of invites) {
    const over = (await ports.invites.get(invite))?.history.find(({ what }) => what === 'expired');
    expect(over?.at.getTime()).toBeGreaterThanOrEqual(at.getTime());
  }
});
