import { expect, test } from '@jest/globals';
import { JOBS } from '../../../jobs/job-definitions.js';
import { acceptInvite } from '../../../src/domain/deciding/accept-invite.js';
import { Postponed } from '../../../src/domain/model/errors.js';
import { type JobName, type Ref, WAIT_FOR_INSTALLATION } from '../../../src/domain/model/outbox-work.js';
import type { Tenant } from '../../../src/domain/model/tenant/tenant.js';
import type { Ports } from '../../../src/domain/ports.js';
import { referInvite } from '../../../src/domain/referring/refer-invite.js';
import { installTenant } from '../../../src/domain/workspace/install-tenant.js';
import { uninstallTenant } from '../../../src/domain/workspace/uninstall-tenant.js';
import { buildInvite } from '../../support/factories.js';
import { ANA, agency } from '../../support/populated-agency.js';
import { runWork } from '../../support/run-work.js';

const HOUR = 3_600_000;

async function leaving() {
  const ports = await agency();
  const [accepted, referred] = [buildInvite(), buildInvite()];
  for (const invite of [accepted, referred]) await ports.invites.insert(invite);
  await acceptInvite(ports, ANA, accepted.id);
  const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
  const { id } = await referInvite(ports, ANA, referred.id, { colleague, reasonId: 'busy' });
  await uninstallTenant(ports, 'T1');
  return { ports, referral: async () => ports.referrals.get({ tenantId: 'T1', id }) };
}

test('after a tenant has left, nothing is sent and nothing is given up', async () => {
  const { ports, referral } = await leaving();
  await runWork(ports, { withinMs: HOUR });
  expect(ports.marketplace.calls).toEqual([]);
  expect(ports.sent).toEqual([]);
  expect(await ports.worklist.dead()).toEqual([]);
  expect((await referral())?.work).toMatchObject([{ job: 'forward-referral', attempts: 0 }]);
});

test('once it is back, the work goes on at once', async () => {
  const { ports, referral } = await leaving();
  await runWork(ports, { withinMs: HOUR });
  await installTenant(ports, { tenantId: 'T1', name: 'Studio North' });
  await runWork(ports);
  expect(ports.marketplace.calls.map(({ call }) => call).sort()).toEqual(['accept', 'decline']);
  expect((await referral())?.status).toBe('forwarded');
});

test('back within the undo window, the referral goes out when the window ends, not before', async () => {
  const { ports, referral } = await leaving();
  await installTenant(ports, { tenantId: 'T1', name: 'Studio North' });
  await runWork(ports);
  expect((await referral())?.status).toBe('held');
  await runWork(ports, { withinMs: HOUR });
  expect((await referral())?.status).toBe('forwarded');
});

/** Ports of a process that has not seen the tenant's change yet. */
const behind = <Given extends Ports>(ports: Given, status: Tenant['status']): Given => {
  const get: Ports['tenants']['get'] = async (tenantId) => {
    const tenant = await ports.tenants.latest(tenantId);
    return tenant && { ...tenant, status };
  };
  return { ...ports, tenants: { ...ports.tenants, get } };
};

test('a process that has not heard of the removal yet sends nothing to the marketplace', async () => {
  const { ports, referral } = await leaving();
  await runWork(behind(ports, 'active'), { withinMs: HOUR });
  expect(ports.marketplace.calls).toEqual([]);
  expect((await referral())?.status).toBe('held');
});

test('a process that has not heard of the return yet puts nothing off, reads the directory and plans the digests', async () => {
  const { ports, referral } = await leaving();
  await installTenant(ports, { tenantId: 'T1', name: 'Studio North', installedBy: 'UANA' });
  const ran = await runWork(behind(ports, 'uninstalled'), { withinMs: HOUR });
  expect(ran.filter(([, outcome]) => outcome !== 'done').map(([job]) => job)).toEqual(['forward-referral']);
  expect((await referral())?.status).toBe('forwarded');
  const planned = (await ports.tenants.latest('T1'))?.work.map(({ job }) => job);
  expect(planned).toEqual(expect.arrayContaining(['sync-directory', 'restore-work', 'send-digests']));
});

test.each(Object.keys(JOBS) as JobName[])('%s waits while its tenant is gone, if it is said to', async (job) => {
  const { ports } = await leaving();
  const { run } = JOBS[job] as { run(ports: Ports, doc: Ref): Promise<unknown> };
  const error = await run(ports, { tenantId: 'T1', id: 'nothing' }).catch((thrown: unknown) => thrown);
  const waits = error instanceof Postponed && error.limitKey === 'tenant:T1';
  expect(waits).toBe((WAIT_FOR_INSTALLATION as readonly JobName[]).includes(job));
});
