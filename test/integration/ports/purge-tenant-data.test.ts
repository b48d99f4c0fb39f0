import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { driverCollection } from '../../../src/mongo/collection.js';
import { type Models, modelsOf } from '../../../src/mongo/models.js';
import { purgeTenantData } from '../../../src/mongo/purge-tenant-data.js';
import { buildEvent, buildProfile, buildTenant, nextId } from '../../support/factories.js';
import { type OpenStore, openStore } from './port-suite.js';

let store: OpenStore;
let models: Models;
beforeAll(async () => {
  store = await openStore();
  models = modelsOf(store.raw);
});
afterAll(() => store.close());

const [before, after] = [{ bot: { token: 'before' } }, { bot: { token: 'after' } }];

/** A workspace that has left, with something in it. */
async function left(): Promise<string> {
  const tenantId = nextId('T');
  const { ports, installations } = store;
  await ports.tenants.install(buildTenant({ id: tenantId, status: 'uninstalled' }));
  await installations.save(tenantId, before);
  await ports.events.insert(buildEvent({ tenantId }));
  return tenantId;
}

/** What an installation writes, in its order. */
async function reinstall(tenantId: string): Promise<void> {
  await store.installations.save(tenantId, after);
  await store.ports.tenants.install(buildTenant({ id: tenantId }));
  await store.ports.members.save(tenantId, [buildProfile()]);
}

/** Purges while something happens: right before the first delete in one of the collections. */
async function purgeWhile(tenantId: string, noun: 'event' | 'installation', happens: () => Promise<void>) {
  const collection = driverCollection(models[noun]);
  const original = { deleteMany: collection.deleteMany, deleteOne: collection.deleteOne };
  const first =
    (name: keyof typeof original) =>
    async (...args: unknown[]) => {
      Object.assign(collection, original);
      await happens();
      return (collection[name] as (...given: unknown[]) => unknown)(...args);
    };
  Object.assign(collection, { deleteMany: first('deleteMany'), deleteOne: first('deleteOne') });
  try {
    await purgeTenantData(models)(tenantId);
  } finally {
    Object.assign(collection, original);
  }
}

describe('a workspace that comes back while it is purged', () => {
  const stands = async (tenantId: string) => {
    expect(await store.ports.tenants.get(tenantId)).toMatchObject({ status: 'active' });
    expect(await store.installations.load(tenantId)).toEqual(after);
    expect(await store.ports.members.get(tenantId, 'UANA')).toMatchObject({ name: 'Ana Lopez' });
  };

  test('keeps its new tokens and its people', async () => {
    const tenantId = await left();
    await purgeWhile(tenantId, 'event', () => reinstall(tenantId));
    await stands(tenantId);
  });

  test('keeps the tokens that came before the rest of it', async () => {
    const tenantId = await left();
    const purged = purgeWhile(tenantId, 'installation', () => store.installations.save(tenantId, after));
    await expect(purged).rejects.toThrow('new tokens');
    await reinstall(tenantId);
    await purgeTenantData(models)(tenantId);
    await stands(tenantId);
  });

  test('is gone in the end when it did not come back after all', async () => {
    const tenantId = await left();
    const purged = purgeWhile(tenantId, 'installation', () => store.installations.save(tenantId, after));
    await expect(purged).rejects.toThrow('new tokens');
    await store.ports.tenants.purge(tenantId);
    expect(await store.ports.tenants.get(tenantId)).toBeNull();
    expect(await store.installations.load(tenantId)).toBeNull();
  });
});
