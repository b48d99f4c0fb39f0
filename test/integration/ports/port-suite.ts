import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import { type Connection, Mongoose } from 'mongoose';
import { type MongoCommand, tapMongo } from '../../../bench/counts/tap-commands.js';
import { type MongoStore, openMongo } from '../../../src/mongo/open-mongo.js';
import { freshUris } from '../../support/fresh-uris.js';
import { memoryPorts } from '../../support/memory-ports.js';
import { unfitQueries } from '../../support/query-shapes.js';

/** A store in a database of its own, and a plain connection to that database. */
export interface OpenStore extends MongoStore {
  readonly uri: string;
  readonly raw: Connection;
}

export const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

export const noLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Opens a store; its `close` drops the database. */
export async function openStore(keys: readonly string[] = [newKey('k1')], uri = freshUris().mongo): Promise<OpenStore> {
  const store = await openMongo({ uri, keys, log: noLog });
  const raw = await new Mongoose().createConnection(uri).asPromise();
  const close = async () => {
    await raw.dropDatabase();
    await Promise.all([raw.close(), store.close()]);
  };
  return { ...store, uri, raw, close };
}

/** A store whose commands are seen on their way: each of its queries names its tenant and is served by an index. */
async function openWatched(): Promise<Backend> {
  const commands: MongoCommand[] = [];
  const uri = new URL(freshUris().mongo);
  const tap = await tapMongo(uri.href, (command) => commands.push(command));
  const through = Object.assign(new URL(uri), { host: `127.0.0.1:${tap.port}` });
  through.searchParams.set('directConnection', 'true');
  const { ports, close } = await openStore(undefined, through.href);
  return {
    ports,
    close: async () => {
      const seen = [...commands];
      await close();
      await tap.close();
      expect(unfitQueries(seen)).toEqual([]);
    },
  };
}

type Backend = { ports: MongoStore['ports']; close(): Promise<void> };

const BACKENDS: [string, () => Promise<Backend>][] = [
  ['in memory', async () => ({ ports: memoryPorts(), close: async () => undefined })],
  ['in MongoDB', openWatched],
];

type Suite = (open: () => MongoStore['ports']) => void;

/** Runs the same tests against memory and MongoDB. `open` gives the ports; every test takes a tenant of its own. */
export function portSuite(name: string, suite: Suite, each = false): void {
  describe.each(BACKENDS)(`${name} %s`, (_backend, start) => {
    let backend: Backend;
    const [setUp, tearDown] = each ? [beforeEach, afterEach] : [beforeAll, afterAll];
    setUp(async () => {
      backend = await start();
    });
    tearDown(() => backend.close());
    suite(() => backend.ports);
  });
}

/** As `portSuite`, with an empty store for each test: for what looks over all tenants. */
export const emptyPortSuite = (name: string, suite: Suite): void => portSuite(name, suite, true);
