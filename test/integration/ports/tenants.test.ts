import { expect, test } from '@jest/globals';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { DEFAULT_SETTINGS } from '../../../src/domain/model/tenant/tenant.js';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import {
  buildConnection,
  buildEvent,
  buildFeedback,
  buildInvite,
  buildLedgerEntry,
  buildMessage,
  buildProfile,
  buildReferral,
  buildRelay,
  buildTenant,
  nextId,
} from '../../support/factories.js';
import { START } from '../../support/memory-ports.js';
import { newKey, noLog, openStore, portSuite } from './port-suite.js';

const sync = () => todo('sync-directory', START);
const purge = () => todo('purge-tenant', START);

portSuite('tenants', (open) => {
  const installed = (given: Parameters<typeof buildTenant>[0] = {}) =>
    open().tenants.install(buildTenant({ id: nextId('T'), ...given }));

  test('are installed', async () => {
    const tenant = buildTenant({ id: nextId('T'), work: [sync()] });
    expect(await open().tenants.get(tenant.id)).toBeNull();
    expect(await open().tenants.install(tenant)).toStrictEqual(tenant);
    expect(await open().tenants.get(tenant.id)).toStrictEqual(tenant);
  });

  test('are uninstalled once', async () => {
    const tenant = await installed();
    const work = [purge()];
    const gone = { ...tenant, status: 'uninstalled', work } as const;
    const both = [open().tenants.uninstall(tenant.id, work), open().tenants.uninstall(tenant.id, [purge()])];
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    expect(await open().tenants.get(tenant.id)).toMatchObject({ status: 'uninstalled' });
    expect(await open().tenants.uninstall(tenant.id, work)).toBeNull();
    expect(await open().tenants.uninstall(nextId('T'), work)).toBeNull();
    const again = await installed({ id: tenant.id });
    expect(await open().tenants.uninstall(again.id, work)).toStrictEqual(gone);
  });

  test('come back with their settings, without the purge that was planned', async () => {
    const tenant = await installed({ work: [sync()] });
    await open().tenants.configure(tenant.id, { undoSeconds: 5, fallbackChannel: 'C1' });
    await open().tenants.uninstall(tenant.id, [purge()]);
    const given = buildTenant({ id: tenant.id, name: '$New name', installedBy: 'UBEN', work: [sync()] });
    const back = await open().tenants.install(given);
    const settings = { ...tenant.settings, undoSeconds: 5, fallbackChannel: 'C1' };
    expect(back).toStrictEqual({ ...given, settings, work: [...tenant.work, ...given.work] });
    expect(await open().tenants.get(tenant.id)).toStrictEqual(back);
  });

  test('that are installed on top of themselves keep who made them active, and when', async () => {
    const tenant = await installed();
    const [installedBy, later] = ['UBEN', new Date(START.getTime() + 1000)];
    const again = await installed({ id: tenant.id, installedBy, installedAt: later, activeSince: later });
    expect(again).toStrictEqual({ ...tenant, installedAt: later });
    await open().tenants.uninstall(tenant.id, []);
    const back = { id: tenant.id, installedBy, installedAt: later, activeSince: later };
    expect(await installed(back)).toStrictEqual({ ...tenant, ...back });
  });

  test('that nobody in particular made active take an installer', async () => {
    const { installedBy: _, ...nobodys } = buildTenant({ id: nextId('T') });
    await open().tenants.install(nobodys);
    expect(await installed({ id: nobodys.id, installedBy: 'UBEN' })).toMatchObject({ installedBy: 'UBEN' });
  });

  test('that are installed twice at once are one', async () => {
    const id = nextId('T');
    const all = Array.from({ length: 5 }, () => installed({ id, work: [sync()] }));
    expect((await Promise.all(all)).map((tenant) => tenant.id)).toEqual(Array(5).fill(id));
    expect((await open().tenants.get(id))?.work).toHaveLength(5);
  });

  test('are configured setting by setting', async () => {
    const tenant = await installed();
    const configured = await open().tenants.configure(tenant.id, { undoSeconds: 0 });
    expect(configured).toStrictEqual({ ...tenant, settings: { ...tenant.settings, undoSeconds: 0 } });
    expect(await open().tenants.get(tenant.id)).toStrictEqual(configured);
    expect(await open().tenants.configure(tenant.id, {})).toStrictEqual(configured);
    expect(await open().tenants.configure(nextId('T'), { undoSeconds: 0 })).toBeNull();
  });

  test('have what is the default where nobody has set anything', async () => {
    const id = nextId('T');
    const bare = { ...buildTenant({ id }), settings: {} };
    expect((await open().tenants.install(bare)).settings).toStrictEqual(DEFAULT_SETTINGS);
    const settings = { ...DEFAULT_SETTINGS, maxChain: 7 };
    expect((await open().tenants.configure(id, { maxChain: 7 }))?.settings).toStrictEqual(settings);
    expect((await open().tenants.addWork(id, []))?.settings).toStrictEqual(settings);
    expect((await open().tenants.install(bare)).settings).toStrictEqual(settings);
    expect((await open().tenants.uninstall(id, []))?.settings).toStrictEqual(settings);
  });

  test('take work', async () => {
    const tenant = await installed();
    const work = [sync()];
    expect(await open().tenants.addWork(tenant.id, work)).toStrictEqual({ ...tenant, work });
    expect(await open().tenants.get(tenant.id)).toStrictEqual({ ...tenant, work });
    expect(await open().tenants.addWork(nextId('T'), work)).toBeNull();
  });

  test('keep the traces of removed connections, also when they are installed again', async () => {
    const tenant = await installed();
    const traces = ['first', 'second'].map((id) => {
      const removedAt = new Date(START.getTime() + id.length);
      return {
        id,
        source: 'contract',
        place: `place-of-${id}`,
        removedAt,
        ...(id === 'first' && { bareIds: true as const }),
      };
    });
    const after = await open().tenants.setRemovedConnections(tenant.id, traces);
    expect(after).toStrictEqual({ ...tenant, removedConnections: traces });
    expect(await open().tenants.get(tenant.id)).toStrictEqual(after);
    await open().tenants.uninstall(tenant.id, []);
    expect(await installed({ id: tenant.id })).toMatchObject({ status: 'active', removedConnections: traces });
    const [, second] = traces;
    await open().tenants.setRemovedConnections(tenant.id, second ? [second] : []);
    expect((await open().tenants.latest(tenant.id))?.removedConnections).toStrictEqual([second]);
    await open().tenants.setRemovedConnections(tenant.id, []);
    expect((await open().tenants.latest(tenant.id))?.removedConnections).toStrictEqual([]);
    expect(await open().tenants.setRemovedConnections(nextId('T'), traces)).toBeNull();
  });

  test('whose removed connections two processes change at once have one change after the other', async () => {
    const { id: tenantId } = await installed();
    const add = (id: string) =>
      open().atomically(async () => {
        const traces = (await open().tenants.latest(tenantId))?.removedConnections ?? [];
        const added = { id, source: 'contract', place: id, removedAt: START };
        await open().tenants.setRemovedConnections(tenantId, [...traces, added]);
      });
    await Promise.all(['a', 'b', 'c'].map(add));
    const kept = (await open().tenants.latest(tenantId))?.removedConnections ?? [];
    expect(kept.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
  });

  const furnish = async (tenantId: string) => {
    const { work: _, ...message } = buildMessage({ tenantId });
    const furniture = {
      message,
      invite: buildInvite({ tenantId }),
      referral: buildReferral({ tenantId }),
      event: buildEvent({ tenantId }),
      entry: buildLedgerEntry({ tenantId }),
      connection: buildConnection({ tenantId }),
      relay: buildRelay({ tenantId }),
      feedback: buildFeedback({ tenantId }),
    };
    await open().invites.insert(furniture.invite);
    await open().referrals.insert(furniture.referral);
    await open().events.insert(furniture.event);
    await open().messages.ensure(message, []);
    await open().members.save(tenantId, [buildProfile()]);
    await open().connections.save(furniture.connection);
    await open().relays.insert(furniture.relay);
    await open().feedback.insert(furniture.feedback);
    await open().ledger.insert(furniture.entry);
    await open().tallies.add(tenantId, furniture.entry.moves);
    return furniture;
  };

  const remains = async (
    tenantId: string,
    { message, invite, referral, event, connection, relay, feedback }: Awaited<ReturnType<typeof furnish>>,
  ) => [
    await open().tenants.get(tenantId),
    await open().invites.get(invite),
    await open().referrals.get(referral),
    await open().events.get(event),
    await open().messages.get(message),
    await open().members.get(tenantId, 'UANA'),
    (await open().connections.ofTenant(tenantId))[0] ?? null,
    await open().connections.byId(connection.id),
    await open().relays.get(relay),
    await open().feedback.get(feedback),
    (await open().ledger.totals(tenantId))[0] ?? null,
    (await open().tallies.all(tenantId))[0] ?? null,
  ];

  test('are purged from every collection, and their neighbours are not', async () => {
    const id = nextId('T');
    const [tenant, neighbour] = [await installed({ id }), await installed({ id: `${id}0` })];
    const [gone, kept] = [await furnish(tenant.id), await furnish(neighbour.id)];
    await open().tenants.uninstall(tenant.id, []);
    await open().tenants.purge(tenant.id);
    expect(await remains(tenant.id, gone)).toEqual(Array(12).fill(null));
    expect((await remains(neighbour.id, kept)).filter(Boolean)).toHaveLength(12);
    await open().tenants.purge(tenant.id);
  });

  test('are not purged while they are active', async () => {
    const tenant = await installed();
    const kept = await furnish(tenant.id);
    await open().tenants.purge(tenant.id);
    expect((await remains(tenant.id, kept)).filter(Boolean)).toHaveLength(12);
  });
});

test('a default that is configured anew holds at once, and what an admin has set stays', async () => {
  const keys = [newKey('k1')];
  const first = await openStore(keys);
  for (const id of ['T1', 'T2']) await first.ports.tenants.install({ ...buildTenant({ id }), settings: {} });
  await first.ports.tenants.configure('T2', { undoSeconds: 60 });
  const second = await openMongo({ uri: first.uri, keys, log: noLog, defaults: { undoSeconds: 7 } });
  expect((await second.ports.tenants.get('T1'))?.settings.undoSeconds).toBe(7);
  expect((await second.ports.tenants.get('T2'))?.settings.undoSeconds).toBe(60);
  await second.close();
  await first.close();
});

test('what another process has changed a moment ago is seen by whoever asks for the latest', async () => {
  const keys = [newKey('k1')];
  const first = await openStore(keys);
  await first.ports.tenants.install(buildTenant({ id: 'T1' }));
  const second = await openMongo({ uri: first.uri, keys, log: noLog });
  await second.ports.tenants.get('T1');
  await first.ports.tenants.configure('T1', { fallbackChannel: 'CNEW' });
  expect((await second.ports.tenants.latest('T1'))?.settings.fallbackChannel).toBe('CNEW');
  expect(await second.ports.tenants.latest('T9')).toBeNull();
  await second.close();
  await first.close();
});
