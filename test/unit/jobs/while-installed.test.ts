import { expect, test } from '@jest/globals';
import { UNINSTALLED_RETRY_MS } from '../../../jobs/while-installed.js';
import { acceptInvite } from '../../../src/domain/deciding/accept-invite.js';
import { referInvite } from '../../../src/domain/referring/refer-invite.js';
import { uninstallTenant } from '../../../src/domain/workspace/uninstall-tenant.js';
import { ANA, agency } from '../../support/agency.js';
import { buildInvite, buildTenant } from '../../support/factories.js';
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

test('once it is back, the work goes on', async () => {
  const { ports, referral } = await leaving();
  await runWork(ports, { withinMs: HOUR });
  await ports.tenants.install(buildTenant());
  ports.clock.advance(UNINSTALLED_RETRY_MS);
  await runWork(ports, { withinMs: HOUR });
  expect(ports.marketplace.calls.map(({ call }) => call).sort()).toEqual(['accept', 'decline']);
  expect((await referral())?.status).toBe('forwarded');
});
