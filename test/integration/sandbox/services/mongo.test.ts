import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { startMongo } from '../../../../sandbox/services/mongo.js';
import { downloadMongod, isReachable } from '../../../../sandbox/services/mongod.js';
import { startSecantusPython } from '../../../../sandbox/services/secantus.js';
import type { Service, ServiceOptions } from '../../../../sandbox/services/service.js';
import { gone } from '../../../support/processes.js';

const { MONGODB_URI: given, REDIS_URL: _redis, ...rest } = process.env;
/** Without a way to a download: what it answers depends on the machine alone. */
const blocked = { ...rest, MONGOMS_DOWNLOAD_MIRROR: 'http://mirror.invalid' };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-mongo-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Thing {
  readonly _id: number | string;
  readonly n: number;
}
type Things = mongo.Collection<Thing>;

/** So many writes are acknowledged before the server is killed. */
const ENOUGH = 30;

/** Kills the server while writes are under way, and returns which were acknowledged. */
async function insertUntilKilled(service: Service, collection: mongo.Collection<{ _id: number }>): Promise<number[]> {
  const known: number[] = [];
  let next = 0;
  const insertOn = async () => {
    try {
      for (;;) {
        const _id = next++;
        await collection.insertOne({ _id }, { timeoutMS: 10_000 });
        known.push(_id);
        if (known.length === ENOUGH) process.kill(service.pid ?? 0, 'SIGKILL');
      }
    } catch {
      // the server is gone
    }
  };
  await Promise.all([insertOn(), insertOn(), insertOn()]);
  return known;
}

describe('a MongoDB that lasts', () => {
  test.each([
    ['the first that can be had', startMongo],
    ['SecantusDB in Python', (options: ServiceOptions) => startSecantusPython('it is tested', options)],
  ])('keeps every acknowledged write through a kill -9: %s', async (name, start) => {
    const dataDir = join(folder, name);
    const first = await start({ env: blocked, dataDir });
    const writer = await mongo.MongoClient.connect(first.uri, { serverSelectionTimeoutMS: 500 });
    const known = await insertUntilKilled(first, writer.db('a').collection<{ _id: number }>('a'));
    await writer.close(true);
    await gone(first.pid ?? 0);
    expect(known.length).toBeGreaterThanOrEqual(ENOUGH);

    const second = await start({ env: blocked, dataDir });
    const reader = await mongo.MongoClient.connect(second.uri);
    const found = await reader.db('a').collection<{ _id: number }>('a').find().sort({ _id: 1 }).toArray();
    await reader.close();
    await second.close();
    expect(found.map(({ _id }) => _id)).toEqual(expect.arrayContaining(known));
  });
});

describe('a MongoDB for tests', () => {
  test('has transactions, and leaves nothing behind', async () => {
    const service = await startMongo({ env: blocked });
    const client = await mongo.MongoClient.connect(service.uri);
    const rows = client.db('a').collection<{ _id: string }>('rows');
    await rows.insertOne({ _id: 'taken' });
    const both = client.withSession((session) =>
      session.withTransaction(async () => {
        await rows.insertOne({ _id: 'new' }, { session });
        await rows.insertOne({ _id: 'taken' }, { session });
      }),
    );
    await expect(both).rejects.toMatchObject({ code: 11000 });
    expect(await rows.countDocuments()).toBe(1);
    await client.close();
    await service.close();
    await gone(service.pid ?? 0);
  });
});

test('SecantusDB in Python finds compiled what an earlier start has read, also where Python is told to write nothing', async () => {
  const bytecode = join(folder, 'bytecode');
  const env = { ...blocked, PYTHONDONTWRITEBYTECODE: '1', PYTHONPYCACHEPREFIX: bytecode };
  const service = await startSecantusPython('it is tested', { env });
  await service.close();
  expect(readdirSync(bytecode, { recursive: true }).join('\n')).toMatch(/secantus\/storage\..*pyc$/m);
});

describe('open transactions', () => {
  let service: Service;
  let client: mongo.MongoClient;
  const thingsIn = (database: string): Things => client.db(database).collection<Thing>('things');
  const one = { $inc: { n: 1 } };
  const ten = { $inc: { n: 10 } };

  beforeAll(async () => {
    service = await startMongo({ env: blocked });
    client = await mongo.MongoClient.connect(service.uri, { socketTimeoutMS: 30_000 });
  });
  afterAll(async () => {
    await client.close();
    await service.close();
  });

  test.each<[string, (things: Things) => Promise<unknown>]>([
    ['update', (things) => things.updateMany({}, ten)],
    ['deletion', (things) => things.deleteMany({})],
  ])('the %s of many waits for one, and keeps neither it nor other databases waiting', async (name, write) => {
    const things = thingsIn(name);
    await things.insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id, n: 0 })));
    const { writing } = await client.withSession((session) =>
      session.withTransaction(async () => {
        await things.updateOne({ _id: 0 }, one, { session });
        const many = { writing: write(things) };
        for (let _id = 1; _id < 50; _id++) {
          await things.updateOne({ _id }, one, { session });
          await thingsIn('others').insertOne({ _id: `${name} ${_id}`, n: 0 });
        }
        return many;
      }),
    );
    await writing;
    expect(await things.find({ n: { $ne: 11 } }).toArray()).toEqual([]);
  });

  test('one whose client is gone holds its documents for seconds', async () => {
    const things = thingsIn('left');
    await things.insertOne({ _id: 1, n: 0 });
    const gone = client.startSession();
    gone.startTransaction();
    await things.updateOne({ _id: 1 }, one, { session: gone });
    await things.updateOne({ _id: 1 }, ten);
    expect(await things.findOne()).toMatchObject({ n: 10 });
    await gone.endSession();
  });
});

function fakeMongod(script: string): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, 'mongod'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'mongod'), 0o755);
  return bin;
}

describe('the choice', () => {
  test('a mongod that does not start gives way, with its reason', async () => {
    const PATH = `${fakeMongod('echo "no space left"; exit 5')}:${process.env.PATH}`;
    const said: string[] = [];
    const service = await startMongo({ env: { ...blocked, PATH }, say: (line) => said.push(line) });
    await service.close();
    expect(service.what).toContain('SecantusDB');
    expect(said.join()).toMatch(/MongoDB: SecantusDB.*mongod.*ended with 5: no space left/s);
  });

  test('a port that was taken first is no reason to give up', async () => {
    const marker = join(folder, 'first-port');
    const script = `[ -e ${marker} ] && { echo "second try"; exit 6; }; : > ${marker}; echo "Address already in use"; exit 48`;
    const said: string[] = [];
    const env = { ...blocked, PATH: `${fakeMongod(script)}:${process.env.PATH}` };
    const service = await startMongo({ env, say: (line) => said.push(line) });
    await service.close();
    expect(said.join()).toContain('ended with 6: second try');
  });

  test('a given MongoDB is used as it is, and closing it is left to others', async () => {
    const service = await startMongo({ env: { ...blocked, MONGODB_URI: given } });
    expect(service).toMatchObject({ uri: given, why: 'MONGODB_URI says so' });
    await service.close();
    const client = await mongo.MongoClient.connect(service.uri);
    await client.close();
  });

  test('a given MongoDB that does not answer is an error, and nothing else is started', async () => {
    const env = { ...blocked, MONGODB_URI: 'mongodb://127.0.0.1:1/' };
    await expect(startMongo({ env })).rejects.toThrow(
      /MongoDB cannot be had.*ECONNREFUSED.*What to do: set MONGODB_URI/s,
    );
  });

  test('with nothing at all the error names what was tried and what to do', async () => {
    const env = { ...blocked, PATH: '/nowhere', BATON_CACHE: join(folder, 'empty'), HOME: folder };
    await expect(startMongo({ env })).rejects.toThrow(
      /secantus-py: there is no python3 on PATH\nWhat to do: .*Python 3/s,
    );
  });
});

describe('the download', () => {
  test('a host without an address gives way at once', async () => {
    const start = performance.now();
    expect(await isReachable(new URL('https://mirror.invalid'))).toBe(false);
    expect(performance.now() - start).toBeLessThan(2500);
  });

  test('a mirror that hangs is left after a time, one without the file at its word', async () => {
    const mirror = createServer((request, response) => {
      if (!request.url?.startsWith('/hang')) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`;
    expect(await isReachable(new URL(at))).toBe(true);
    const env = { ...blocked, HOME: folder, MONGOMS_USE_HTTP: 'true', MONGOMS_DOWNLOAD_MIRROR: at };
    await expect(downloadMongod({ ...env, MONGOMS_DOWNLOAD_MIRROR: `${at}/hang` }, 2000)).rejects.toThrow(
      'longer than 2 s',
    );
    await expect(downloadMongod(env)).rejects.toThrow('404');
    mirror.closeAllConnections();
    mirror.close();
  });
});
