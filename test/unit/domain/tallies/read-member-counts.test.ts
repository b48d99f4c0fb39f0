import { beforeEach, expect, test } from '@jest/globals';
import { Refusal } from '../../../../src/domain/model/errors.js';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../../src/domain/model/member/member.js';
import { readMemberCounts } from '../../../../src/domain/tallies/read-member-counts.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildActor, buildProfile, buildTenant } from '../../../support/factories.js';
import { type MemoryPorts, memoryPorts } from '../../../support/memory-ports.js';

let ports: MemoryPorts;
beforeEach(async () => {
  ports = memoryPorts();
  await ports.tenants.install(buildTenant());
  await ports.members.save('T1', [buildProfile({ name: 'Ana Lopez' }), buildProfile({ slackUserId: 'UBEN' })]);
  await ports.tallies.add('T1', [{ member: 'UANA', period: 'all', count: 'sent', by: 3 }]);
});
const by = (slackUserId: string) => buildActor({ slackUserId });
const prefer = (given: Partial<Preferences>) =>
  ports.members.configure('T1', 'UANA', { preferences: { ...DEFAULT_PREFERENCES, ...given } });

test('a member’s counts are their own, until they choose to show them', async () => {
  expect(await readMemberCounts(ports, by('UANA'), 'UANA')).toMatchObject({
    name: 'Ana Lopez',
    tallies: { all: { sent: 3 } },
  });
  await expect(readMemberCounts(ports, by('UBEN'), 'UANA')).rejects.toEqual(
    new Refusal('member.notShown', { name: 'Ana Lopez' }),
  );
  await prefer({ onLeaderboard: true });
  expect((await readMemberCounts(ports, by('UBEN'), 'UANA')).tallies.all).toEqual({ sent: 3 });
  await prefer({ onLeaderboard: true, hidden: true });
  await expect(readMemberCounts(ports, by('UBEN'), 'UANA')).rejects.toThrow(Refusal);
});

test('managers see them, and nobody sees what is not there', async () => {
  await ports.tenants.configure('T1', { managers: ['UBEN'] });
  expect((await readMemberCounts(ports, by('UBEN'), 'UANA')).tallies.all).toEqual({ sent: 3 });
  await expect(readMemberCounts(ports, by('UBEN'), 'UNEW')).rejects.toEqual(new Refusal('member.unknown'));
  await expect(readMemberCounts(ports, by('UNEW'), 'UNEW')).rejects.toEqual(new Refusal('member.youUnknown'));
});

test('guests see their own alone', async () => {
  await prefer({ onLeaderboard: true });
  await ports.members.save('T1', [buildProfile({ slackUserId: 'UGUEST', isGuest: true })]);
  await expectRefusal(readMemberCounts(ports, by('UGUEST'), 'UANA'), 'member.notOneOfUs');
  expect((await readMemberCounts(ports, by('UGUEST'), 'UGUEST')).tallies.all).toEqual({});
});

test('of who has left managers alone see counts they did not show, and of a bot nobody does', async () => {
  await ports.members.save('T1', [
    buildProfile({ isDeactivated: true }),
    buildProfile({ slackUserId: 'UROBO', name: 'Robo', isBot: true }),
    buildProfile({ slackUserId: 'UEXT', name: 'Eva', isExternal: true }),
  ]);
  await expectRefusal(readMemberCounts(ports, by('UBEN'), 'UANA'), 'member.left');
  await expectRefusal(readMemberCounts(ports, by('UBEN'), 'UROBO'), 'member.isBot', { name: 'Robo' });
  await expectRefusal(readMemberCounts(ports, by('UBEN'), 'UEXT'), 'member.elsewhere', { name: 'Eva' });
  await ports.tenants.configure('T1', { managers: ['UBEN'] });
  expect((await readMemberCounts(ports, by('UBEN'), 'UANA')).tallies.all).toEqual({ sent: 3 });
  await expectRefusal(readMemberCounts(ports, by('UBEN'), 'UROBO'), 'member.isBot');
});

test('who has left has no name', async () => {
  await prefer({ onLeaderboard: true });
  await ports.members.save('T1', [buildProfile({ isDeactivated: true })]);
  expect((await readMemberCounts(ports, by('UBEN'), 'UANA')).name).toBe('');
});
