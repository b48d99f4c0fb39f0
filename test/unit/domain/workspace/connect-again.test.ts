import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import type { Connection } from '../../../../src/domain/model/connection/connection.js';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import { RETRIED_FOR_MS } from '../../../../src/domain/model/retry-delays.js';
import { processEvent } from '../../../../src/domain/receiving/process-event.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { connectSource } from '../../../../src/domain/workspace/connect-source.js';
import { pauseConnection } from '../../../../src/domain/workspace/pause-connection.js';
import { removeConnection } from '../../../../src/domain/workspace/remove-connection.js';
import { rotateWebhookSecret } from '../../../../src/domain/workspace/rotate-webhook-secret.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildConnection, buildInvitation, buildInvite, contractConfig } from '../../../support/factories.js';
import { hookedPorts } from '../../../support/hooked-ports.js';
import type { MemoryPorts } from '../../../support/memory-ports.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runOne, runWork } from '../../../support/run-work.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SAME = 'https://market.example/api';

const wish = (url: string, more: Record<string, string> = {}) => ({
  source: 'contract',
  name: 'Again',
  answers: { url, token: 'another-token', path: 'native', ...more },
});

/** Ports that note the address to which each decision goes, at the time of the call. */
function watched(ports: MemoryPorts): { readonly ports: MemoryPorts; readonly sentTo: string[] } {
  const sentTo: string[] = [];
  const note = async (to: Parameters<MemoryPorts['marketplace']['accept']>[0]) => {
    sentTo.push(contractConfig(await ports.connections.latest(to)).baseUrl);
  };
  const { accept, decline } = ports.marketplace;
  return {
    sentTo,
    ports: {
      ...ports,
      marketplace: {
        ...ports.marketplace,
        accept: async (to, ...rest) => {
          await note(to);
          return accept(to, ...rest);
        },
        decline: async (to, ...rest) => {
          await note(to);
          return decline(to, ...rest);
        },
      },
    },
  };
}

/** An invite of the connection, as `bareIds` says. */
const inviteOf = ({ id, bareIds }: Pick<Connection, 'id' | 'bareIds'>): Invite => {
  const { expiresAt: _, ...invite } = buildInvite();
  const externalId = bareIds ? invite.externalId : `${id}:${invite.externalId}`;
  const via = { connectionId: id, source: 'contract', trust: 90, namesInvitations: true };
  return { ...invite, externalId, origins: [{ ...via, externalId }] };
};

async function world(bareIds = true) {
  const { ports, sentTo } = watched(await agency());
  const { bareIds: _, ...second } = buildConnection({ id: 'a'.repeat(24), baseUrl: SAME });
  const connection: Connection = bareIds ? buildConnection({ baseUrl: SAME }) : second;
  if (!bareIds) {
    await ports.connections.save(buildConnection({ baseUrl: 'https://first.example' }));
    await ports.connections.save(second);
    const account = { ...PEOPLE.cleo, id: `${second.id}:${PEOPLE.cleo.id}`, place: second.id };
    await ports.members.link('T1', 'UCLEO', [{ ...account, linkedBy: 'email' }]);
  }
  const invite = inviteOf(connection);
  await ports.invites.insert(invite);
  const again = async () => (await ports.invites.get(invite)) ?? invite;
  const keys = () => ports.marketplace.calls.map(({ idempotencyKey }) => idempotencyKey);
  const remove = () => removeConnection(ports, ADMIN, connection.id);
  const connect = (url = SAME) => connectSource(ports, ADMIN, wish(url));
  const traces = async () => (await ports.tenants.latest('T1'))?.removedConnections ?? [];
  return { ports, sentTo, connection, invite, again, keys, remove, connect, traces };
}

describe.each([
  ['the first connection', true],
  ['a further connection', false],
])('of %s, connected again', (_, bareIds) => {
  test('a decision that waited is sent once, under its key', async () => {
    const { ports, sentTo, connection, invite, again, keys, remove, connect } = await world(bareIds);
    await remove();
    const { decision } = await acceptInvite(ports, ANA, invite.id);
    await runWork(ports, { withinMs: 2 * DAY });
    expect(await again()).toMatchObject({ status: 'accepted', decision: { disconnected: true } });
    const { connection: back, isBack } = await connect();
    expect(isBack).toBe(true);
    expect({ id: back.id, bareIds: back.bareIds }).toEqual({ id: connection.id, bareIds: connection.bareIds });
    await runWork(ports, { withinMs: HOUR });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect((await again()).decision).not.toHaveProperty('disconnected');
    await runWork(ports, { withinMs: DAY });
    expect(keys()).toEqual([decision?.id]);
    expect(sentTo).toEqual([SAME]);
  });

  test('a referral that waited is sent once, under its key', async () => {
    const { ports, sentTo, invite, keys, remove, connect } = await world(bareIds);
    const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
    const referral = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
    await remove();
    await runWork(ports, { withinMs: DAY });
    const waiting = await ports.referrals.get(referral);
    expect(waiting).toMatchObject({ status: 'forwarding', disconnected: true });
    await connect();
    await runWork(ports, { withinMs: DAY });
    const sent = await ports.referrals.get(referral);
    expect(sent).toMatchObject({ status: 'forwarded' });
    expect(sent).not.toHaveProperty('disconnected');
    expect(keys()).toEqual([referral.id]);
    expect(sentTo).toEqual([SAME]);
  });

  test('what it reports is about the invites that are there', async () => {
    const { ports, invite, again, remove, connect } = await world(bareIds);
    await remove();
    const { connection } = await connect();
    const id = connection.bareIds ? invite.externalId : `${connection.id}:${invite.externalId.split(':')[1]}`;
    expect(await ports.invites.byExternalId('T1', id)).toEqual(await again());
  });
});

describe('a marketplace that is connected again', () => {
  test('is new from now on: its secrets are others, and it has no health yet', async () => {
    const { ports, connection, remove, connect } = await world();
    await ports.connections.note(connection, { health: { error: { code: 'token-refused', at: START } } });
    await remove();
    ports.clock.advance(DAY);
    const { connection: back } = await connect();
    const now = ports.clock.now();
    expect(await ports.connections.latest(connection)).toEqual(back);
    expect(back).toMatchObject({ connectedAt: now, setUpAt: now, health: {}, name: 'Again' });
    const [secret] = contractConfig(back).webhookSecrets;
    expect(contractConfig(connection).webhookSecrets).not.toContain(secret);
  });

  test.each(['https://MARKET.example/api', 'https://market.example:443/api/', 'https://market.example/x/../api'])(
    'is known by another spelling of its address: %s',
    async (url) => {
      const { connection, remove, connect } = await world();
      await remove();
      expect((await connect(url)).connection.id).toBe(connection.id);
    },
  );

  test('as one that takes no answers from apps, has what waited handed off', async () => {
    const { ports, invite, again, keys, remove } = await world();
    await acceptInvite(ports, ANA, invite.id);
    await remove();
    await runWork(ports, { withinMs: HOUR });
    ports.marketplace.invitations.set(invite.externalId, buildInvitation({ id: invite.externalId, status: 'open' }));
    await connectSource(ports, ADMIN, wish(SAME, { path: 'handoff' }));
    await runWork(ports, { withinMs: HOUR });
    expect((await again()).decision).toMatchObject({ byHand: true });
    expect((await again()).decision).not.toHaveProperty('disconnected');
    expect(keys()).toEqual([]);
  });

  test('twice at once, or removed at the same time, is one connection, and is not lost', async () => {
    const { ports, connection, remove, connect, traces } = await world();
    await remove();
    const pause = async (call: string) => void (call === 'connections.save' && (await new Promise(setImmediate)));
    const slow = hookedPorts(ports, { pause });
    const both = await Promise.allSettled([1, 2].map(() => connectSource(slow, ADMIN, wish(SAME))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both).toContainEqual({
      status: 'fulfilled',
      value: expect.objectContaining({ connection: expect.objectContaining({ id: connection.id }), isBack: true }),
    });
    expect(await ports.connections.latestOf('T1')).toHaveLength(1);
    expect(await traces()).toEqual([]);
    const isOne = async () => {
      expect((await ports.connections.latestOf('T1')).length + (await traces()).length).toBe(1);
      await remove();
      expect((await connect()).connection.id).toBe(connection.id);
    };
    await Promise.allSettled([remove(), connect()]);
    await isOne();
    await Promise.allSettled([connect(), remove(), remove()]);
    await isOne();
  });

  test('can be removed and connected any number of times', async () => {
    const { ports, connection, invite, again, keys, remove, connect, traces } = await world();
    await remove();
    await acceptInvite(ports, ANA, invite.id);
    for (let times = 0; times < 3; times += 1) {
      expect((await connect()).connection.id).toBe(connection.id);
      await remove();
    }
    expect(await traces()).toHaveLength(1);
    await connect();
    await runWork(ports, { withinMs: HOUR });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect(keys()).toHaveLength(1);
  });
});

describe('another address', () => {
  test.each([
    'https://market.example/api/v2',
    'https://market.example/API',
    'https://market.example:8443/api',
    'http://market.example/api',
    'https://api.market.example/api',
    'https://other.example/api',
  ])('is another connection, to which nothing of the removed one is sent: %s', async (url) => {
    const { ports, sentTo, connection, invite, again, remove, connect } = await world();
    await ports.invites.insert({
      ...buildInvite(),
      id: 'old',
      externalId: 'old',
      origins: [{ connectionId: '', externalId: 'old', source: 'contract', trust: 90, namesInvitations: true }],
    });
    await remove();
    for (const id of [invite.id, 'old']) await acceptInvite(ports, ANA, id);
    const other = await connect(url);
    expect(other).not.toHaveProperty('isBack');
    expect(other.connection.id).not.toBe(connection.id);
    expect(other.connection).not.toHaveProperty('bareIds');
    await runWork(ports, { withinMs: DAY });
    expect(sentTo).toEqual([]);
    expect((await again()).decision).toMatchObject({ disconnected: true });
    expect((await connect()).connection).toMatchObject({ id: connection.id, bareIds: true });
    await runWork(ports, { withinMs: DAY });
    expect(sentTo).toEqual([SAME, SAME]);
  });

  test('is told that answers may still wait for the removed one, as long as they do', async () => {
    const { ports, remove, connect } = await world();
    await remove();
    expect(await connect('https://other.example')).toMatchObject({ othersAwaited: true });
    ports.clock.advance(RETRIED_FOR_MS - 1);
    expect(await connect('https://third.example')).toMatchObject({ othersAwaited: true });
    ports.clock.advance(1);
    expect(await connect('https://fourth.example')).not.toHaveProperty('othersAwaited');
  });

  test.each([
    ['new', 'https://other.example'],
    ['that of a removed connection', 'https://removed.example'],
    ['that of another connection', 'https://present.example'],
  ])('does not become that of a connection that is set up again (%s): nothing is sent there', async (_, url) => {
    const { ports, sentTo, connection, invite, again, keys, connect } = await world();
    const removed = await connect('https://removed.example');
    await removeConnection(ports, ADMIN, removed.connection.id);
    await connect('https://present.example');
    ports.marketplace.failNext(new Error('down'), 7);
    const { decision } = await acceptInvite(ports, ANA, invite.id);
    await runWork(ports, { withinMs: HOUR });
    const before = [await ports.connections.latestOf('T1'), await again()];
    let probes = 0;
    const probe = async () => {
      probes += 1;
      return { declineReasons: [], facts: [] };
    };
    const watching = { ...ports, marketplace: { ...ports.marketplace, probe } };
    const move = connectSource(watching, ADMIN, { ...wish(url), connectionId: connection.id });
    if (url.includes('present')) await expectRefusal(move, 'connection.alreadyThere', { name: 'Again', field: 'url' });
    else await expectRefusal(move, 'connection.elsewhere', { name: connection.name });
    expect(probes).toBe(0);
    expect([await ports.connections.latestOf('T1'), await again()]).toEqual(before);
    if (!url.includes('present')) expect((await connect(url)).connection.id).not.toBe(connection.id);
    await runWork(ports, { withinMs: DAY });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect(new Set(sentTo)).toEqual(new Set([SAME]));
    expect(new Set(keys())).toEqual(new Set([decision?.id]));
  });

  test('in another spelling is the same one: its connection can be set up again', async () => {
    const { ports, connection } = await world();
    const spelled = { ...wish('https://MARKET.example:443/x/../api/'), connectionId: connection.id };
    const { connection: again } = await connectSource(ports, ADMIN, spelled);
    expect(again.id).toBe(connection.id);
    expect(contractConfig(again).webhookSecrets).toEqual(contractConfig(connection).webhookSecrets);
    expect(contractConfig(again).token).toBe('another-token');
  });

  test('of another source or workspace is another one, too', async () => {
    const { ports, connection, remove } = await world();
    await remove();
    const vollna = { source: 'vollna', name: 'Vollna', answers: { apiUrl: SAME } };
    expect((await connectSource(ports, ADMIN, vollna)).connection.id).not.toBe(connection.id);
    const { tenants, connections } = ports;
    await tenants.setRemovedConnections('T1', [
      { id: 'theirs', source: 'contract', place: SAME, removedAt: START },
      ...((await tenants.latest('T1'))?.removedConnections ?? []).map((one) => ({ ...one, source: 'email' })),
    ]);
    await connectSource(ports, ADMIN, wish(SAME));
    expect((await connections.latestOf('T1')).map(({ id }) => id)).not.toContain('theirs');
    expect((await connections.latestOf('T1')).map(({ id }) => id)).not.toContain(connection.id);
  });
});

describe('while a connection is removed', () => {
  test('what waited for it paused waits for it removed, and says so', async () => {
    const { ports, connection, invite, again, remove } = await world();
    const decided = await acceptInvite(ports, ANA, invite.id);
    ports.marketplace.failNext(new Error('the answer was lost'));
    expect(await runOne('forward-decision', decided, ports)).toBe('retry');
    await pauseConnection(ports, ADMIN, connection.id);
    await runWork(ports, { withinMs: HOUR });
    expect((await again()).decision).toMatchObject({ paused: true });
    await remove();
    await runWork(ports, { withinMs: HOUR });
    expect((await again()).decision).toMatchObject({ disconnected: true });
    expect((await again()).decision).not.toHaveProperty('paused');
    const { revision } = await again();
    await runWork(ports, { withinMs: DAY });
    expect((await again()).revision).toBe(revision);
  });

  test('a referral that may have been sent paused waits for it removed, and says so', async () => {
    const { ports, connection, invite, remove } = await world();
    const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
    const referral = await referInvite(ports, ANA, invite.id, { colleague, reasonId: 'busy' });
    ports.clock.advance(MINUTE);
    ports.marketplace.failNext(new Error('the answer was lost'));
    expect(await runOne('forward-referral', referral, ports)).toBe('retry');
    await pauseConnection(ports, ADMIN, connection.id);
    await runWork(ports, { withinMs: HOUR });
    expect(await ports.referrals.get(referral)).toMatchObject({ paused: true });
    await remove();
    await runWork(ports, { withinMs: HOUR });
    const waiting = await ports.referrals.get(referral);
    expect(waiting).toMatchObject({ status: 'forwarding', disconnected: true });
    expect(waiting).not.toHaveProperty('paused');
  });

  test('an answer that is under way at that moment counts, and a lost one is asked for again under its key', async () => {
    const { ports, invite, again, keys, remove, connect } = await world();
    const { marketplace } = ports;
    const { decision } = await acceptInvite(ports, ANA, invite.id);
    let isLost = true;
    const meanwhile = async (...args: Parameters<typeof marketplace.accept>) => {
      await marketplace.accept(...args);
      if (!isLost) return;
      isLost = false;
      await remove();
      throw new Error('the answer was lost');
    };
    const busy = { ...ports, marketplace: { ...marketplace, accept: meanwhile } };
    await runWork(busy, { withinMs: HOUR });
    expect((await again()).decision).toMatchObject({ disconnected: true });
    await connect();
    await runWork(busy, { withinMs: HOUR });
    expect((await again()).decision?.confirmedAt).toBeDefined();
    expect(keys()).toEqual([decision?.id, decision?.id]);
  });

  test('what nobody could send for three days is given up, with the reason; later it can be decided anew', async () => {
    const { ports, invite, again, keys, remove, connect } = await world();
    const colleague = { kind: 'member', slackUserId: 'UCLEO' } as const;
    const referred = inviteOf(buildConnection());
    await ports.invites.insert(referred);
    const referral = await referInvite(ports, ANA, referred.id, { colleague, reasonId: 'busy' });
    await remove();
    await acceptInvite(ports, ANA, invite.id);
    await runWork(ports, { withinMs: 5 * DAY });
    expect(await again()).toMatchObject({ status: 'open', trouble: { code: 'disconnected' } });
    expect(await ports.referrals.get(referral)).toMatchObject({ status: 'failed', trouble: { code: 'disconnected' } });
    await connect();
    await runWork(ports, { withinMs: DAY });
    expect(keys()).toEqual([]);
    const { decision } = await acceptInvite(ports, ANA, invite.id);
    await runWork(ports, { withinMs: HOUR });
    expect(keys()).toEqual([decision?.id]);
  });

  test('an event that it had sent waits, and is processed once it is back', async () => {
    const { ports, connection, remove, connect } = await world();
    const { id: connectionId, source, trust, namesInvitations } = connection;
    const data = { id: 'ext-unknown', status: 'withdrawn', changedAt: START } as const;
    const via = { connectionId, source, trust, namesInvitations };
    await storeEvent(ports, 'T1', 'e1', { type: 'invitation.status_changed', data }, via);
    await remove();
    const event = await ports.events.get({ tenantId: 'T1', id: 'e1' });
    if (event) await expectRefusal(processEvent(ports, event), 'connection.removed');
    await runWork(ports, { withinMs: DAY });
    ports.marketplace.invitations.set('ext-unknown', buildInvitation({ id: 'ext-unknown', status: 'withdrawn' }));
    await connect();
    await runWork(ports, { withinMs: HOUR });
    expect(await ports.invites.byExternalId('T1', 'ext-unknown')).toMatchObject({ status: 'withdrawn' });
  });

  test('its secret cannot be renewed, and nothing brings it back but its address', async () => {
    const { ports, connection, remove } = await world();
    await Promise.allSettled([remove(), rotateWebhookSecret(ports, ADMIN, connection.id)]);
    await expectRefusal(rotateWebhookSecret(ports, ADMIN, connection.id), 'connection.gone');
    await expectRefusal(connectSource(ports, ADMIN, { ...wish(SAME), connectionId: connection.id }), 'connection.gone');
    expect(await ports.connections.latestOf('T1')).toEqual([]);
  });

  test('the workspace keeps no secret of it, and not its address', async () => {
    const { ports, connection, remove, traces } = await world();
    await remove();
    const { id, source } = connection;
    const place = expect.stringMatching(/^[\w-]{43}$/);
    expect(await traces()).toEqual([{ id, source, bareIds: true, place, removedAt: START }]);
    await remove();
    expect(await traces()).toHaveLength(1);
    const kept = JSON.stringify(await ports.tenants.latest('T1'));
    const { token, webhookSecrets } = contractConfig(connection);
    for (const word of [token, ...webhookSecrets, 'market.example']) expect(kept).not.toContain(word);
  });

  test('of a source without a place, nothing is kept', async () => {
    const { ports, traces } = await world();
    const { bareIds: _, ...vollna } = buildConnection({
      id: 'v',
      source: 'vollna',
      marketplace: 'upwork',
      polls: true,
    });
    await ports.connections.save({
      ...vollna,
      config: { webhookTokens: ['secret'], apiToken: 'secret', apiUrl: 'https://api.vollna.com/v1' },
    });
    await removeConnection(ports, ADMIN, 'v');
    expect(await ports.connections.latest(vollna)).toBeNull();
    expect(await traces()).toEqual([]);
  });
});
