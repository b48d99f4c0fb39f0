import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openMongo } from '../../../src/mongo/open-mongo.js';
import { buildInvite } from '../../support/factories.js';
import { freshUris, urisWithShortLimits } from '../../support/fresh-uris.js';
import { severableProxyTo } from '../../support/severable-proxy.js';
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

const WITHIN_MS = 3_000;

/** How long `failing` took to fail. */
async function msToFail(failing: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await expect(failing).rejects.toThrow();
  return performance.now() - begun;
}

describe('a server that is away', () => {
  const closers: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });
  const proxied = async (target: URL) => {
    const proxy = await severableProxyTo(target);
    closers.push(proxy.close);
    return proxy;
  };
  /** A store whose way to the server can be cut, and the log lines that it wrote. */
  const severable = async () => {
    const { uri, close } = await openStore(undefined, urisWithShortLimits().mongo);
    const target = new URL(uri);
    target.port ||= '27017';
    const proxy = await proxied(target);
    const url = new URL(proxy.url);
    url.searchParams.set('directConnection', 'true');
    const lines: string[] = [];
    const note = (_fields: object, event: string) => void lines.push(event);
    const log = { info: note, warn: note, error: note };
    const store = await openMongo({ uri: url.href, keys: [newKey('k1')], log });
    closers.push(close, store.close);
    return { proxy, lines, ...store };
  };

  test('is said soon, not after the driver’s thirty seconds', async () => {
    const { url } = await proxied(new URL('mongodb://127.0.0.1:1/none'));
    expect(await msToFail(open(url))).toBeLessThan(WITHIN_MS);
  });

  test('fails what is asked meanwhile, and serves again when it is back', async () => {
    const { proxy, lines, ports, ping } = await severable();
    const invite = buildInvite();
    await ports.invites.insert(invite);

    proxy.cut();
    const advance = () => ports.invites.advance(invite, { from: ['open'], set: {}, work: [] });
    const asked = [ports.invites.get(invite), advance(), ping(), ports.atomically(advance)];
    for (const ms of await Promise.all(asked.map(msToFail))) expect(ms).toBeLessThan(WITHIN_MS);

    proxy.mend();
    expect(await ports.invites.get(invite)).toStrictEqual(invite);
    expect(lines).toEqual(['mongo.disconnected', 'mongo.reconnected']);
  });
});
