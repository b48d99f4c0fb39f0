import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MongoStore, openMongo } from '../../../src/mongo/open-mongo.js';
import { buildConnection, buildTenant, nextId } from '../../support/factories.js';
import { newKey, noLog, type OpenStore, openStore } from './port-suite.js';

const installation = { team: { id: 'T1' }, bot: { token: `xoxb-${'secret'}`, scopes: ['chat:write'] } };
const [oldKey, key] = [newKey('k1'), newKey('k2')];

describe('secrets at rest', () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore([oldKey]);
  });
  afterAll(() => store.close());

  const withKeys = async <T>(keys: readonly string[], use: (other: MongoStore) => Promise<T>) => {
    const other = await openMongo({ uri: store.uri, keys, log: noLog });
    try {
      return await use(other);
    } finally {
      await other.close();
    }
  };
  const everything = async () => {
    const found = await store.raw.db?.collections();
    const docs = await Promise.all((found ?? []).map((collection) => collection.find().toArray()));
    return JSON.stringify(docs);
  };

  test('no token and no webhook secret can be read in the database', async () => {
    const tenantId = nextId('T');
    const connection = buildConnection({ tenantId, token: 'tok-readable', webhookSecrets: ['whsec_readable'] });
    await store.ports.connections.save(connection);
    await store.installations.save(tenantId, installation);
    const text = await everything();
    expect(text).toContain(connection.id);
    expect(text).not.toMatch(/readable|xoxb|chat:write/);
  });

  test('a secret moved to another tenant does not open', async () => {
    const [from, to] = [nextId('T'), nextId('T')];
    await store.installations.save(from, installation);
    await store.installations.save(to, installation);
    const installations = store.raw.collection('installations');
    const stolen = await installations.findOne({ tenantId: from });
    await installations.updateOne({ tenantId: to }, { $set: { sealed: stolen?.sealed } });
    await withKeys([oldKey], (other) => expect(other.installations.load(to)).rejects.toThrow('does not open'));
  });

  test('rotation: the old key opens, the new one seals, and then the old one can go', async () => {
    const connection = buildConnection({ tenantId: nextId('T') });
    await store.ports.connections.save(connection);
    await store.installations.save(connection.tenantId, installation);
    const { tenantId } = connection;
    const sealed = async () => JSON.stringify(await store.raw.collection('connections').findOne({ tenantId }));
    await store.raw.collection('installations').deleteMany({ tenantId: { $ne: tenantId } });
    await withKeys([key], (other) => expect(other.ports.connections.latestOf(tenantId)).rejects.toThrow('"k1"'));
    await withKeys([key, oldKey], async (other) => {
      expect(await other.ports.connections.latestOf(tenantId)).toStrictEqual([connection]);
      expect(await sealed()).toContain('k1.');
      expect((await other.reseal()).count).toBeGreaterThanOrEqual(2);
      expect((await other.reseal()).count).toBe(0);
    });
    expect(await sealed()).toContain('k2.');
    await withKeys([key], async (other) => {
      expect(await other.ports.connections.latestOf(tenantId)).toStrictEqual([connection]);
      expect(await other.installations.load(tenantId)).toEqual(installation);
    });
  });
});

describe('a secret that no key opens', () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore([oldKey]);
  });
  afterAll(() => store.close());

  test('is named with its workspace, and stops no other from being sealed anew', async () => {
    const [lost, kept] = [nextId('T'), nextId('T')];
    const open = (...keys: string[]) => openMongo({ uri: store.uri, keys, log: noLog });
    const [before, now] = [await open(newKey('k0')), await open(key, oldKey)];
    await before.installations.save(lost, installation);
    await before.ports.connections.save(buildConnection({ tenantId: lost }));
    await store.installations.save(kept, installation);
    await store.ports.connections.save(buildConnection({ tenantId: kept }));
    const why = expect.stringContaining('"k0"');
    const unopened = [
      { tenantId: lost, what: 'marketplace token', why },
      { tenantId: lost, what: 'Slack token', why },
    ];
    expect(await now.unopened()).toEqual(unopened);
    expect(await now.reseal()).toEqual({ count: 2, unopened });
    expect(await now.reseal()).toEqual({ count: 0, unopened });
    expect(await now.installations.load(kept)).toEqual(installation);
    await Promise.all([before.close(), now.close()]);
  });
});

describe('installations', () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(() => store.close());

  test('come back as they were saved, each time as a copy', async () => {
    const tenantId = nextId('T');
    expect(await store.installations.load(tenantId)).toBeNull();
    await store.installations.save(tenantId, installation);
    const loaded = await store.installations.load(tenantId);
    expect(loaded).toEqual(installation);
    Object.assign(loaded ?? {}, { bot: 'changed' });
    expect(await store.installations.load(tenantId)).toEqual(installation);
    expect(await store.installations.load(nextId('T'))).toBeNull();
  });

  test('are replaced and removed at once', async () => {
    const tenantId = nextId('T');
    await store.installations.save(tenantId, installation);
    await store.installations.load(tenantId);
    await store.installations.save(tenantId, { team: { id: 'T9' } });
    expect(await store.installations.load(tenantId)).toEqual({ team: { id: 'T9' } });
    await store.installations.remove(tenantId);
    expect(await store.installations.load(tenantId)).toBeNull();
    await store.installations.remove(tenantId);
  });

  test('that were saved since stay', async () => {
    const tenantId = nextId('T');
    const before = new Date();
    await store.installations.save(tenantId, installation);
    await store.installations.remove(tenantId, before);
    expect(await store.installations.load(tenantId)).toEqual(installation);
    await store.installations.remove(tenantId, new Date(Date.now() + 1));
    expect(await store.installations.load(tenantId)).toBeNull();
    const sealed = { savedAt: '' };
    await store.installations.save(tenantId, installation);
    await store.raw.collection('installations').updateOne({ _id: tenantId as never }, { $unset: sealed });
    await store.installations.remove(tenantId, before);
    expect(await store.installations.load(tenantId)).toBeNull();
  });

  test('are not usable after a removal that overlaps with look-ups', async () => {
    const tenantId = nextId('T');
    await store.installations.save(tenantId, installation);
    const looks = Array.from({ length: 5 }, () => store.installations.load(tenantId));
    await store.installations.remove(tenantId);
    await Promise.all(looks);
    expect(await store.installations.load(tenantId)).toBeNull();
  });

  test('go with a purge', async () => {
    const { id } = await store.ports.tenants.install(buildTenant({ id: nextId('T'), status: 'uninstalled' }));
    await store.installations.save(id, installation);
    await store.ports.tenants.purge(id);
    expect(await store.installations.load(id)).toBeNull();
  });
});
