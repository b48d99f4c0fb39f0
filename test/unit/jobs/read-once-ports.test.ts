import { expect, test } from '@jest/globals';
import { noteBegun, readOncePorts } from '../../../jobs/read-once-ports.js';
import { MESSAGE_IDS } from '../../../src/domain/model/message/message-ids.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import type { Ports, Seen } from '../../../src/domain/ports.js';
import { buildInvite, buildReferral } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { agency } from '../../support/populated-agency.js';

/** Ports that write down what is read. */
async function world() {
  const ports = await agency();
  const invite = buildInvite();
  const referral = buildReferral({ job: invite.job, inviteId: invite.id });
  await ports.invites.insert(invite);
  await ports.referrals.insert(referral);
  const read: string[] = [];
  const counting =
    <Args extends unknown[], T>(name: string, call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      read.push(name);
      return call(...args);
    };
  const counted: Ports = {
    ...ports,
    invites: { ...ports.invites, get: counting('invite', ports.invites.get) },
    referrals: {
      ...ports.referrals,
      get: counting('referral', ports.referrals.get),
      ofJob: counting('referrals', ports.referrals.ofJob),
    },
    messages: { ...ports.messages, get: counting('message', ports.messages.get) },
    relays: { ...ports.relays, ofInvite: counting('relay', ports.relays.ofInvite) },
    members: { ...ports.members, get: counting('member', ports.members.get) },
  };
  const seen: Seen = { reads: new Map() };
  return { ports, counted, invite, referral, read, seen, once: readOncePorts(counted, seen) };
}

const change = { from: ['open'], set: { letter: 'Another letter.' }, work: [] } as const;

test('a document is read once, whichever way it came', async () => {
  const { once, invite, referral, read } = await world();
  await Promise.all([once.invites.get(invite), once.invites.get(invite)]);
  await once.referrals.ofJob('T1', invite.job.id);
  expect(await once.referrals.get(referral)).toMatchObject({ id: referral.id });
  await once.relays.ofInvites('T1', [invite.id]);
  expect(await once.relays.ofInvite('T1', invite.id)).toBeNull();
  await once.members.ofIds('T1', ['UANA']);
  expect(await once.members.get('T1', 'UANA')).toMatchObject({ slackUserId: 'UANA' });
  expect(read).toEqual(['invite', 'referrals']);
});

test('what a run was begun with is not read', async () => {
  const { once, invite, read, seen } = await world();
  noteBegun(seen, 'announce-invite', invite, invite);
  expect(await once.invites.get(invite)).toBe(invite);
  expect(read).toEqual([]);
});

test('a write is followed by a read, even one that fails', async () => {
  const { once, invite } = await world();
  await once.invites.get(invite);
  await once.invites.advance(invite, change);
  expect(await once.invites.get(invite)).toMatchObject({ letter: 'Another letter.' });
  await once.invites.insert(invite).catch(() => undefined);
  expect(await once.invites.get(invite)).toMatchObject({ letter: 'Another letter.' });
});

test('invites are known as they were written together', async () => {
  const { once, invite, read } = await world();
  await once.invites.get(invite);
  const peers = { named: [], more: 1 };
  await once.invites.setPeers('T1', [{ id: invite.id, revision: invite.revision, peers }]);
  expect(await once.invites.get(invite)).toMatchObject({ peers, revision: invite.revision + 1 });
  expect(read).toEqual(['invite']);
});

test('a transaction reads everything anew, and so does what follows', async () => {
  const { ports, once, invite, read } = await world();
  await once.invites.get(invite);
  await ports.invites.advance(invite, change);
  const inside = await once.atomically(async () => [await once.invites.get(invite), await once.invites.get(invite)]);
  expect(inside).toMatchObject([{ letter: 'Another letter.' }, { letter: 'Another letter.' }]);
  expect(await once.invites.get(invite)).toMatchObject({ letter: 'Another letter.' });
  expect(read).toHaveLength(4);
});

test('a read that failed is made again', async () => {
  const { counted, invite, seen } = await world();
  let isAway = true;
  const get: Ports['invites']['get'] = async (ref) => {
    if (isAway) throw new Error('the database is away');
    return counted.invites.get(ref);
  };
  const once = readOncePorts({ ...counted, invites: { ...counted.invites, get } }, seen);
  await expect(once.invites.get(invite)).rejects.toThrow('away');
  isAway = false;
  expect(await once.invites.get(invite)).toMatchObject({ id: invite.id });
});

test('a message that is ensured is given what was read; a card without a place is not remembered', async () => {
  const { counted, invite, seen } = await world();
  const given: unknown[] = [];
  const ensure: Ports['messages']['ensure'] = async (message, work, handed) => {
    given.push(handed);
    return counted.messages.ensure(message, work, handed);
  };
  const once = readOncePorts({ ...counted, messages: { ...counted.messages, ensure } }, seen);
  const card = { tenantId: 'T1', id: MESSAGE_IDS.card(invite.id, 'UANA') };
  const message = { ...card, kind: 'invite-card', inviteId: invite.id, to: 'UANA', wanted: 1 } as const;
  await once.messages.ensure(message, [todo('deliver-message', START)]);
  expect(given).toEqual([seen]);
  await once.messages.cardsOf('T1', invite.id);
  const place = { channel: 'D1', ts: '1.1' };
  await counted.messages.posted(card, place);
  expect(await once.messages.get(card)).toMatchObject({ posted: place });
});
