import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import { freshUris } from '../../support/uris.js';
import { newKey, noLog, type OpenStore, openStore } from './port-suite.js';

const open = (uri: string) => openMongo({ uri, keys: [newKey('k1')], log: noLog });

describe('opening', () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(() => store.close());

  test('several processes may open a new database at once', async () => {
    const { mongo } = freshUris();
    const stores = await Promise.all([openStore(undefined, mongo), open(mongo), open(mongo)]);
    await Promise.all(stores.slice(1).map((other) => other.close()));
    await stores[0].close();
  });

  test('makes the unique indexes, and opening again changes nothing', async () => {
    const indexes = async () => {
      const found = await store.raw.db?.collections();
      const all = await Promise.all((found ?? []).map((collection) => collection.indexes()));
      return all.flat().map(({ name, unique }) => `${name} ${unique === true}`);
    };
    const before = await indexes();
    expect(before).toEqual(expect.arrayContaining(['tenantId_1_job.id_1 true', 'tenantId_1_externalId_1 true']));
    await (await open(store.uri)).close();
    expect((await indexes()).sort()).toEqual(before.sort());
  });

  test('answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });

  test('a key that is no key is refused before anything is opened', async () => {
    const opening = openMongo({ uri: 'mongodb://127.0.0.1:1/none', keys: ['k1:short'], log: noLog });
    await expect(opening).rejects.toThrow('<id>:<32 bytes in base64>');
  });
});

describe('a server that is away', () => {
  /** Takes connections and drops them at once. */
  const dropping = async (): Promise<Server> => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };

  test('is said within three seconds, not after the driver’s thirty', async () => {
    const server = await dropping();
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const begun = performance.now();
    await expect(open(`mongodb://127.0.0.1:${port}/none`)).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(3_000);
    await new Promise((resolve) => server.close(resolve));
  });
});
