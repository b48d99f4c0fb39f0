import { expect, test } from '@jest/globals';
import { Duplicate } from '../../../src/domain/model/errors.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import { createMarketplace } from '../../../src/sources/create-marketplace.js';
import { buildConnection, contractConfig, nextId } from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { connectionTo, sandboxFor } from '../../support/start-test-sandbox.js';
import { newKey, noLog, openStore, portSuite } from './port-suite.js';

const later = (ms: number) => new Date(START.getTime() + ms);

/** A connection of another source, which has to be asked. */
const polled = (given: Parameters<typeof buildConnection>[0] = {}) => {
  const { bareIds: _, ...connection } = buildConnection({
    id: nextId('polled-'),
    source: 'vollna',
    marketplace: 'upwork',
    polls: true,
    ...given,
  });
  return connection;
};

portSuite('connections', (open) => {
  const saved = async (given: Parameters<typeof buildConnection>[0] = {}) => {
    const connection = buildConnection({ tenantId: nextId('T'), ...given });
    await open().connections.save(connection);
    return connection;
  };

  test('are found by their tenant and by their id', async () => {
    const connection = await saved({ token: 'tökén', webhookSecrets: ['whsec_1', 'whsec_2'] });
    const { tenantId, id } = connection;
    expect(await open().connections.ofTenant(tenantId)).toStrictEqual([connection]);
    expect(await open().connections.latestOf(tenantId)).toStrictEqual([connection]);
    expect(await open().connections.byId(id)).toStrictEqual(connection);
    expect(await open().connections.latest(connection)).toStrictEqual(connection);
    expect(await open().connections.latest({ tenantId: nextId('T'), id })).toBeNull();
    expect(await open().connections.latestOf(nextId('T'))).toStrictEqual([]);
    expect(await open().connections.ofTenant(nextId('T'))).toStrictEqual([]);
    expect(await open().connections.byId('another')).toBeNull();
  });

  test('keep when they were set up again, until they are saved without it', async () => {
    const connection = await saved({ setUpAt: later(5) });
    expect(await open().connections.latest(connection)).toStrictEqual(connection);
    const { setUpAt: _, ...anew } = connection;
    await open().connections.save(anew);
    expect(await open().connections.latest(connection)).toStrictEqual(anew);
  });

  test('are any number, the oldest first; one goes without the others', async () => {
    const tenantId = nextId('T');
    const second = polled({ tenantId, connectedAt: later(2), unaddressedTo: 'CJOBS', connectedBy: 'UADMIN' });
    await open().connections.save(second);
    const first = await saved({ tenantId, connectedAt: later(1) });
    const third = polled({ tenantId, source: 'email', connectedAt: later(3) });
    await open().connections.save(third);
    expect(await open().connections.latestOf(tenantId)).toStrictEqual([first, second, third]);
    expect(await open().connections.ofTenant(tenantId)).toStrictEqual([first, second, third]);
    await open().connections.remove(second);
    await open().connections.remove(second);
    expect(await open().connections.ofTenant(tenantId)).toStrictEqual([first, third]);
    expect(await open().connections.byId(second.id)).toBeNull();
    await open().connections.remove(first);
    expect(await open().connections.latestOf(tenantId)).toStrictEqual([third]);
  });

  test('have bare ids once a tenant', async () => {
    const { tenantId } = await saved();
    await expect(saved({ tenantId, id: nextId('second-') })).rejects.toThrow(Duplicate);
  });

  test('are set up again at once: what moves in them stays', async () => {
    const former = polled({ tenantId: nextId('T'), work: [todo('poll-connection', START)], pausedAt: START });
    await open().connections.save(former);
    expect(await open().connections.byId(former.id)).toStrictEqual(former);
    await open().connections.note(former, { health: { heardAt: later(1), failures: 2 }, pollState: { cursor: 'x' } });
    const { pausedAt: _, ...rest } = former;
    const work = [todo('poll-connection', later(5))];
    await open().connections.save({ ...rest, name: 'Anew', config: { other: 1 }, health: {}, work });
    expect(await open().connections.byId(former.id)).toStrictEqual({
      ...rest,
      name: 'Anew',
      config: { other: 1 },
      health: { heardAt: later(1), failures: 2 },
      pollState: { cursor: 'x' },
      work: [...former.work, ...work],
    });
  });

  test('note what happens: the given fields change, and null removes one', async () => {
    const connection = await saved();
    const health = { heardAt: later(1), failures: 2, error: { code: 'unreachable', at: later(1) } } as const;
    expect(await open().connections.note(connection, { health })).toStrictEqual({ ...connection, health });
    const work = [todo('poll-connection', later(9))];
    const change = { health: { error: null, nextPollAt: later(9) }, ignored: 'job-alert', work } as const;
    await open().connections.note(connection, change);
    expect(await open().connections.note(connection, { ignored: 'job-alert' })).toStrictEqual({
      ...connection,
      health: { heardAt: later(1), failures: 2, nextPollAt: later(9), ignored: { 'job-alert': 2 } },
      work,
    });
    expect(await open().connections.note({ ...connection, id: 'gone' }, { health })).toBeNull();
    expect(await open().connections.note({ ...connection, tenantId: 'T0' }, { health })).toBeNull();
  });

  test('are heard of at most once a minute, which ends a failure', async () => {
    const connection = await saved();
    await open().connections.note(connection, { health: { error: { code: 'unreachable', at: START } } });
    await open().connections.heard(connection, later(1));
    await open().connections.heard(connection, later(2));
    expect((await open().connections.latest(connection))?.health).toStrictEqual({
      heardAt: later(1),
      deliveredAt: later(1),
    });
  });

  test('remember the last delivery that was turned down, at most once a minute', async () => {
    const connection = await saved();
    await open().connections.turnedDown(connection, 'stale', later(1));
    await open().connections.turnedDown(connection, 'bad-signature', later(2));
    const turnedDown = { why: 'stale', at: later(1) };
    expect((await open().connections.latest(connection))?.health).toStrictEqual({ turnedDown });
    await open().connections.turnedDown({ ...connection, tenantId: 'T0', id: 'gone' }, 'stale', later(1));
    expect(await open().connections.byId('gone')).toBeNull();
  });

  test('are counted by source and state', async () => {
    const source = nextId('counted-');
    for (const given of [{}, {}, { pausedAt: START }]) await open().connections.save(polled({ source, ...given }));
    const failing = polled({ source, health: { error: { code: 'unreachable', at: START } } });
    await open().connections.save(failing);
    const counts = await open().connections.census();
    expect(counts.filter((one) => one.source === source)).toStrictEqual([
      { source, state: 'fails', count: 1 },
      { source, state: 'paused', count: 1 },
      { source, state: 'works', count: 2 },
    ]);
  });

  test('are polled by one runner at a time, and found where their work is lost', async () => {
    const { worklist, connections } = open();
    const connection = polled({ tenantId: nextId('T'), work: [todo('poll-connection', START)] });
    await connections.save(connection);
    const begun = await worklist.begin('poll-connection', connection, START, 1000, 24 * 3_600_000);
    expect(begun).toMatchObject({ doc: { id: connection.id }, items: [{ job: 'poll-connection' }] });
    expect((await worklist.begin('poll-connection', connection, START, 1000)).items).toEqual([]);
    await worklist.finish('poll-connection', connection, begun.items, START);
    expect((await connections.latest(connection))?.work).toEqual([]);
    const { tenantId, id } = connection;
    expect(await worklist.stranded(tenantId, 'poll-connection', 10)).toEqual([{ tenantId, id }]);
    await connections.save({ ...connection, pausedAt: START, work: [] });
    expect(await worklist.stranded(tenantId, 'poll-connection', 10)).toEqual([]);
    await saved({ tenantId });
    expect(await worklist.stranded(tenantId, 'poll-connection', 10)).toEqual([]);
  });

  test('share no id, also over tenants', async () => {
    const connection = await saved();
    await expect(saved({ id: connection.id })).rejects.toThrow(Duplicate);
    expect(await open().connections.byId(connection.id)).toStrictEqual(connection);
  });

  test('that a transaction saved and gave up are not seen', async () => {
    const former = await saved();
    expect(await open().connections.byId(former.id)).toStrictEqual(former);
    const change = open().atomically(async () => {
      await open().connections.save({ ...former, name: 'Another' });
      expect((await open().connections.byId(former.id))?.name).toBe('Another');
      throw new Error('given up');
    });
    await expect(change).rejects.toThrow('given up');
    expect(await open().connections.byId(former.id)).toStrictEqual(former);
    expect(await open().connections.ofTenant(former.tenantId)).toStrictEqual([former]);
  });
});

test('what another process has saved a moment ago is what the next call goes by', async () => {
  const keys = [newKey('k1')];
  const first = await openStore(keys);
  const second = await openMongo({ uri: first.uri, keys, log: noLog });
  const sandbox = await sandboxFor();
  const gone = await sandboxFor();
  await gone.close();
  const { connections } = second.ports;
  const client = createMarketplace({ connections, trustedOrigins: [sandbox.url, gone.url] });
  const to = { tenantId: 'T1', id: 'c1' };
  try {
    await first.ports.connections.save(connectionTo(gone.url, { token: 'old' }));
    await expect(client.members(to)).rejects.toThrow('ECONNREFUSED');
    expect(contractConfig((await connections.ofTenant('T1'))[0]).token).toBe('old');
    const connected = connectionTo(sandbox.url);
    await first.ports.connections.save(connected);
    expect(await connections.latest(to)).toStrictEqual(connected);
    expect(await client.members(to)).toHaveLength(3);
  } finally {
    await Promise.all([client.close(), sandbox.close(), second.close()]);
    await first.close();
  }
});
