import { describe, expect, test } from '@jest/globals';
import { type JobName, todo } from '../../../src/domain/model/outbox-work.js';
import {
  buildEvent,
  buildInvite,
  buildMember,
  buildReferral,
  buildRelay,
  buildTenant,
} from '../../support/factories.js';
import { type MemoryPorts, memoryPorts, START } from '../../support/memory-ports.js';

const T1 = 'T1';
const due = (job: JobName) => [todo(job, START)];
const line = { at: START, who: 'baton', what: 'viewed', through: 'job' } as const;

/** Every way to write work, each on documents that have none before. */
const WRITES: Record<string, (ports: MemoryPorts) => Promise<unknown>> = {
  'invites.insert': ({ invites }) => invites.insert(buildInvite({ work: due('announce-invite') })),
  'invites.advance': async ({ invites }) => {
    const invite = buildInvite();
    await invites.insert(invite);
    await invites.advance(invite, { from: ['open'], set: {}, work: due('announce-invite') });
  },
  'referrals.insert': ({ referrals }) => referrals.insert(buildReferral({ work: due('forward-referral') })),
  'referrals.advance': async ({ referrals }) => {
    const referral = buildReferral();
    await referrals.insert(referral);
    await referrals.advance(referral, { from: ['held'], set: {}, work: due('forward-referral') });
  },
  'referrals.addMilestone': async ({ referrals }) => {
    const referral = buildReferral();
    await referrals.insert(referral);
    await referrals.addMilestone(referral, 'viewed', line, due('keep-tallies'));
  },
  'relays.insert': ({ relays }) => relays.insert(buildRelay({ work: due('advance-relay') })),
  'relays.advance': async ({ relays }) => {
    const relay = buildRelay();
    await relays.insert(relay);
    await relays.advance(relay, { from: ['asking'], set: {}, work: due('advance-relay') });
  },
  'events.insert': ({ events }) => events.insert(buildEvent({ work: due('receive-event') })),
  'events.retry': async ({ events }) => {
    const event = buildEvent({ invitationId: 'i1' });
    await events.insert(event);
    await events.retry(T1, 'i1', 'all', () => todo('receive-event', START));
  },
  'messages.ensure': ({ messages }) =>
    messages.ensure({ id: 'm1', tenantId: T1, kind: 'welcome', to: 'UANA', wanted: 1 }, due('deliver-message')),
  'messages.ensureAll': ({ messages }) =>
    messages.ensureAll([
      { message: { id: 'm1', tenantId: T1, kind: 'welcome', to: 'UANA', wanted: 1 }, work: due('deliver-message') },
    ]),
  'members.addWork': async ({ members }) => {
    await members.save(T1, [buildMember()]);
    await members.addWork(T1, buildMember().slackUserId, due('publish-home'));
  },
  'tenants.install': ({ tenants }) => tenants.install(buildTenant({ work: due('sync-directory') })),
  'tenants.uninstall': async ({ tenants }) => {
    await tenants.install(buildTenant());
    await tenants.uninstall(T1, due('purge-tenant'));
  },
  'tenants.addWork': async ({ tenants }) => {
    await tenants.install(buildTenant());
    await tenants.addWork(T1, due('sync-directory'));
  },
};

describe.each(Object.entries(WRITES))('work that %s has written', (_, write) => {
  test('is dispatched once, as it is stored', async () => {
    const ports = memoryPorts();
    await write(ports);
    expect(ports.dispatched).toHaveLength(1);
    expect(ports.dispatched[0]?.work).toHaveLength(1);
  });

  test('is dispatched after the commit of a transaction, and not before', async () => {
    const ports = memoryPorts();
    let before = -1;
    await ports.atomically(async () => {
      await write(ports);
      before = ports.dispatched.length;
    });
    expect(before).toBe(0);
    expect(ports.dispatched).toHaveLength(1);
  });

  test('is not dispatched after an abort', async () => {
    const ports = memoryPorts();
    const aborted = ports.atomically(async () => {
      await write(ports);
      throw new Error('aborted');
    });
    await expect(aborted).rejects.toThrow('aborted');
    expect(ports.dispatched).toEqual([]);
  });
});

test('a document that a transaction writes twice is dispatched once, as it was written last', async () => {
  const ports = memoryPorts();
  const invite = buildInvite();
  await ports.invites.insert(invite);
  const step = () => ports.invites.advance(invite, { from: ['open'], set: {}, work: due('announce-invite') });
  const last = await ports.atomically(async () => {
    await step();
    return ports.atomically(step);
  });
  expect(ports.dispatched).toEqual([last]);
});

test('a transaction that runs again after a conflict dispatches what its last run has written', async () => {
  const ports = memoryPorts();
  ports.conflict(1);
  const ids: string[] = [];
  await ports.atomically(async () => {
    const invite = buildInvite({ work: due('announce-invite') });
    ids.push(invite.id);
    await ports.invites.insert(invite);
  });
  expect(ids).toHaveLength(2);
  expect(ports.dispatched.map(({ id }) => id)).toEqual(ids.slice(1));
});

test('a write without work dispatches nothing', async () => {
  const ports = memoryPorts();
  const invite = buildInvite();
  await ports.invites.insert(invite);
  await ports.invites.advance(invite, { from: ['open'], set: { nudges: 1 }, work: [] });
  await ports.invites.advance(invite, { from: ['declined'], set: {}, work: due('announce-invite') });
  expect(ports.dispatched).toEqual([]);
});
