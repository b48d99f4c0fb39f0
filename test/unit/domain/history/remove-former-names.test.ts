import { beforeEach, expect, test } from '@jest/globals';
import { readHome } from '../../../../src/domain/announcing/read-home.js';
import { removeFormerNames } from '../../../../src/domain/history/remove-former-names.js';
import { sendMyReferrals } from '../../../../src/domain/history/send-my-referrals.js';
import { readReferrals } from '../../../../src/domain/tallies/read-my-referrals.js';
import { buildActor, buildProfile, buildReferral, buildTenant } from '../../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../../support/memory-ports.js';

let ports: MemoryPorts;
beforeEach(async () => {
  ports = memoryPorts();
  await ports.tenants.install(buildTenant());
  await ports.members.save('T1', [buildProfile(), buildProfile({ slackUserId: 'UBEN', isDeactivated: true })]);
  await ports.referrals.insert(buildReferral({ id: 'r1' }));
});
const names = (referrals: readonly { from: { name: string }; to: { name: string } }[]) =>
  referrals.map(({ from, to }) => [from.name, to.name]);

test('a colleague who has left loses their name, and nobody else does', async () => {
  const outside = buildReferral({ to: { name: 'Cem', target: { by: 'email', email: 'cem@x.example' } } });
  const named = await removeFormerNames(ports, 'T1', [buildReferral(), outside]);
  expect(names(named)).toEqual([
    ['Ana Lopez', ''],
    ['Ana Lopez', 'Cem'],
  ]);
});

test('so it is wherever referrals are listed', async () => {
  const ref = { tenantId: 'T1', id: 'UANA' };
  expect(names((await readHome(ports, ref)).referrals)).toEqual([['Ana Lopez', '']]);
  expect(names((await readReferrals(ports, buildActor())).sent)).toEqual([['Ana Lopez', '']]);
  await sendMyReferrals(ports, ref);
  const [{ file } = { file: undefined }] = ports.messenger.files;
  expect(file?.kind === 'referrals' && names(file.sent)).toEqual([['Ana Lopez', '']]);
});
