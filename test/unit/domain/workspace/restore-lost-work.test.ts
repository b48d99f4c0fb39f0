import { describe, expect, test } from '@jest/globals';
import { findLostWork } from '../../../../src/commands/find-lost-work.js';
import { correctFacts } from '../../../../src/domain/deciding/correct-facts.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { type Ref, todo } from '../../../../src/domain/model/outbox-work.js';
import { RESTORE_EVERY_MS, restoreWork } from '../../../../src/domain/workspace/restore-lost-work.js';
import { buildInvite, buildReferral, buildRelay } from '../../../support/factories.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
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

describe('open invites of which no reminder follows', () => {
  const invitee = { person: PEOPLE.ana, slackUserId: 'UANA' };
  const endless = (ports: MemoryPorts, facts: Partial<Invite>) => {
    const { expiresAt: _, ...invite } = buildInvite({ invitee, ...facts });
    return ports.invites.insert(invite);
  };
  const readsOf = async (ports: MemoryPorts) => {
    let reads = 0;
    const { get } = ports.invites;
    const counted = (ref: Ref) => {
      reads += 1;
      return get(ref);
    };
    await restoreWork({ ...ports, invites: { ...ports.invites, get: counted } }, T1);
    return reads;
  };

  test('hide none that lost its own, and are read once', async () => {
    const ports = await agency();
    for (let at = 1000; at < 2100; at += 1) await endless(ports, { id: `a${at}`, nudges: 9 });
    await endless(ports, { id: 'lost' });
    expect(await readsOf(ports)).toBe(1101);
    expect((await ports.invites.get({ tenantId: 'T1', id: 'lost' }))?.work).toMatchObject([{ job: 'nudge-invite' }]);
    expect(await ports.invites.get({ tenantId: 'T1', id: 'a1000' })).toMatchObject({ revision: 1, work: [] });
    expect(await readsOf(ports)).toBe(0);
  });

  test('are read again once the settings have other reminders', async () => {
    const ports = await agency({ settings: { nudgeHours: [1] } });
    await endless(ports, { id: 'i1', nudges: 1 });
    await restoreWork(ports, T1);
    expect(await readsOf(ports)).toBe(0);
    await ports.tenants.configure('T1', { nudgeHours: [1, 50] });
    await restoreWork(ports, T1);
    expect((await ports.invites.get({ tenantId: 'T1', id: 'i1' }))?.work).toMatchObject([{ job: 'nudge-invite' }]);
  });

  test('are known by their last reminder', async () => {
    const ports = await agency({ settings: { nudgeHours: [1] } });
    await endless(ports, { id: 'i1', work: [todo('nudge-invite', new Date(START.getTime() + HOUR))] });
    await runWork(ports, { withinMs: 100 * HOUR });
    expect(await ports.invites.get({ tenantId: 'T1', id: 'i1' })).toMatchObject({ status: 'open', nudges: 1 });
    expect(await readsOf(ports)).toBe(0);
  });

  test.each([
    ['practice', { practice: true }],
    ['without a card', { unannounced: true }],
  ] as const)('are none that are %s: they get no reminder', async (_, facts) => {
    const ports = await agency();
    await endless(ports, { id: 'i1', ...facts });
    expect(await readsOf(ports)).toBe(0);
    expect((await ports.invites.get({ tenantId: 'T1', id: 'i1' }))?.work).toEqual([]);
  });

  test('are those whose timer was lost after a person put their deadline off', async () => {
    const ports = await agency({ settings: { nudgeHours: [4] } });
    const soon = new Date(START.getTime() + HOUR);
    await ports.invites.insert(buildInvite({ id: 'i1', invitee, expiresAt: soon, uncertain: ['expiresAt'] }));
    await restoreWork(ports, T1);
    await correctFacts(ports, ANA, 'i1', { expiresAt: undefined });
    const invite = await ports.invites.get({ tenantId: 'T1', id: 'i1' });
    const timers = invite?.work.filter(({ job }) => job === 'nudge-invite') ?? [];
    expect(timers).toHaveLength(1);
    await ports.worklist.finish('nudge-invite', { tenantId: 'T1', id: 'i1' }, timers, START);
    await restoreWork(ports, T1);
    expect((await ports.invites.get({ tenantId: 'T1', id: 'i1' }))?.work.map(({ job }) => job)).toContain(
      'nudge-invite',
    );
  });
});

test('the next look is planned, once, and none where Baton was removed', async () => {
  const { ports } = await stranded();
  await restoreWork(ports, T1);
  await restoreWork(ports, T1);
  const planned = (await ports.tenants.latest('T1'))?.work.filter(({ job }) => job === 'restore-work');
  expect(planned).toMatchObject([{ at: new Date(START.getTime() + RESTORE_EVERY_MS) }]);
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
