import { expect, test } from '@jest/globals';
import { findLostWork } from '../../../../src/commands/find-lost-work.js';
import { todo } from '../../../../src/domain/model/outbox-work.js';
import { RESTORE_EVERY, restoreWork } from '../../../../src/domain/workspace/restore-lost-work.js';
import { buildInvite, buildReferral, buildRelay } from '../../../support/factories.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const HOUR = 3_600_000;
const T1 = { tenantId: 'T1', id: 'T1' };

/** A tenant of which one document of each kind has lost its work. */
async function stranded() {
  const ports = await agency();
  const invitee = { person: PEOPLE.ana, slackUserId: 'UANA' };
  const decision = { id: 'd', kind: 'accepted', by: 'UANA', byName: 'Ana', at: START } as const;
  const expiresAt = new Date(START.getTime() + 100 * HOUR);
  const timers = [todo('expire-invite', expiresAt), todo('nudge-invite', expiresAt)];
  const open = buildInvite({ invitee, expiresAt });
  const accepted = buildInvite({ invitee, status: 'accepted', decision, expiresAt });
  const referred = buildInvite({ invitee, status: 'referred', expiresAt });
  const asked = buildInvite({ invitee, expiresAt, work: timers });
  for (const invite of [open, accepted, referred, asked]) await ports.invites.insert(invite);
  const referral = buildReferral({ status: 'forwarding', inviteId: referred.id });
  const relay = buildRelay({ inviteId: asked.id });
  await ports.referrals.insert(referral);
  await ports.relays.insert(relay);
  return { ports, open, accepted, referral, relay };
}

const restored = ({ log }: MemoryPorts) =>
  log.lines.filter(({ event }) => event === 'work.restored').map(({ fields }) => fields.job);

test('whatever has lost its work gets it again, and comes to its end', async () => {
  const { ports, open, accepted, referral, relay } = await stranded();
  await restoreWork(ports, T1);
  expect(restored(ports).sort()).toEqual([
    'advance-relay',
    'expire-invite',
    'forward-decision',
    'forward-referral',
    'nudge-invite',
  ]);
  await runWork(ports, { withinMs: 101 * HOUR });
  expect((await ports.referrals.get(referral))?.status).toBe('forwarded');
  expect((await ports.invites.get(accepted))?.decision?.confirmedAt).toBeDefined();
  expect(await ports.invites.get(open)).toMatchObject({ status: 'expired', nudges: 2 });
  expect((await ports.relays.get(relay))?.status).not.toBe('asking');
});

test('what has its work is left alone, and nothing that is shown changes', async () => {
  const { ports, referral } = await stranded();
  await restoreWork(ports, T1);
  const lines = restored(ports).length;
  expect((await ports.referrals.get(referral))?.revision).toBe(referral.revision);
  await restoreWork(ports, T1);
  expect(restored(ports)).toHaveLength(lines);
});

test('the next look is planned, once, and none where Baton was removed', async () => {
  const { ports } = await stranded();
  await restoreWork(ports, T1);
  await restoreWork(ports, T1);
  const planned = (await ports.tenants.latest('T1'))?.work.filter(({ job }) => job === 'restore-work');
  expect(planned).toMatchObject([{ at: new Date(START.getTime() + RESTORE_EVERY) }]);
  expect((await ports.tenants.latest('T1'))?.work.filter(({ job }) => job === 'sync-directory')).toHaveLength(1);
  await ports.tenants.uninstall('T1', []);
  await ports.worklist.finish('restore-work', T1, planned ?? [], START);
  await restoreWork(ports, T1);
  expect((await ports.tenants.latest('T1'))?.work.some(({ job }) => job === 'restore-work')).toBe(false);
});

test('an operator sees what is missing, and restores it when told to', async () => {
  const { ports, referral } = await stranded();
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const check = (write: boolean, tenant?: string) =>
    findLostWork({ ports, activeTenants: async () => ['T1'] }, print, { write, ...(tenant && { tenant }) });
  expect(await check(false)).toBe(1);
  expect(lines.some((line) => line.includes(referral.id) && line.includes('missing'))).toBe(true);
  expect(await check(true)).toBe(0);
  lines.length = 0;
  expect(await check(false, 'T1')).toBe(0);
  expect(lines).toEqual(['Everything that needs work has it.']);
  expect(await check(false, 'T9')).toBe(1);
});
