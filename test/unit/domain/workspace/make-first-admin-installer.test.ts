import { beforeEach, expect, test } from '@jest/globals';
import { MESSAGE_IDS } from '../../../../src/domain/model/message/message-ids.js';
import { installTenant } from '../../../../src/domain/workspace/install-tenant.js';
import { makeFirstAdminInstaller } from '../../../../src/domain/workspace/make-first-admin-installer.js';
import { buildActor, buildProfile } from '../../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../../support/memory-ports.js';

const ADMIN = buildActor({ slackUserId: 'UADMIN' });
const OTHER = buildActor({ slackUserId: 'UOTHER' });
const MEMBER = buildActor({ slackUserId: 'UMEMBER' });

let ports: MemoryPorts;
const installer = async () => (await ports.tenants.latest('T1'))?.installedBy;
beforeEach(async () => {
  ports = memoryPorts();
  await ports.members.save('T1', [
    ...[ADMIN, OTHER].map(({ slackUserId }) => buildProfile({ slackUserId, isAdmin: true })),
    buildProfile({ slackUserId: MEMBER.slackUserId }),
  ]);
});

test('the first admin becomes the installer of a workspace that nobody is known to have installed', async () => {
  await installTenant(ports, { tenantId: 'T1', name: 'Acme' });
  await makeFirstAdminInstaller(ports, MEMBER);
  expect(await installer()).toBeUndefined();
  await makeFirstAdminInstaller(ports, ADMIN);
  await makeFirstAdminInstaller(ports, OTHER);
  expect(await installer()).toBe(ADMIN.slackUserId);
  const welcomed = (to: string) =>
    ports.messages.get({ tenantId: 'T1', id: MESSAGE_IDS.welcome(to, ports.clock.now()) });
  expect(await welcomed(ADMIN.slackUserId)).toMatchObject({ kind: 'welcome', to: ADMIN.slackUserId });
  expect(await welcomed(OTHER.slackUserId)).toBeNull();
});

test('a known installer stays', async () => {
  await installTenant(ports, { tenantId: 'T1', name: 'Acme', installedBy: OTHER.slackUserId });
  await makeFirstAdminInstaller(ports, ADMIN);
  expect(await installer()).toBe(OTHER.slackUserId);
});
