import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Connection, Mongoose, type mongo } from 'mongoose';
import { type BatchedReads, batchedReadsOf, type Read } from '../../../src/mongo/batched-reads.js';
import { freshUris } from '../../support/fresh-uris.js';

let connection: Connection;
let read: BatchedReads;
let commands: mongo.CommandStartedEvent[] = [];

/** Stores `count` numbered documents of each tenant. */
async function fill(collection: string, count: number): Promise<void> {
  const docs = ['T1', 'T2'].flatMap((tenantId) =>
    Array.from({ length: count }, (_, n) => ({ _id: `${tenantId}:${n}`, tenantId, n, parity: n % 2, secret: n })),
  );
  await connection.db?.collection<{ _id: string }>(collection).insertMany(docs);
}

const of = (name: string, filter: object = {}, options: Partial<Read['options']> = {}, tenantId = 'T1'): Read => ({
  collection: connection.collection<{ readonly _id: string }>(name),
  filter: { tenantId, ...filter },
  options: { projection: { _id: 0, secret: 0 }, ...options },
});

beforeAll(async () => {
  connection = await new Mongoose().createConnection(freshUris().mongo, { monitorCommands: true }).asPromise();
  await Promise.all([fill('ones', 90), fill('others', 5)]);
  connection.getClient().on('commandStarted', (event) => commands.push(event));
  read = batchedReadsOf(connection);
});

beforeEach(() => {
  commands = [];
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const READS: readonly [string, () => Read][] = [
  ['all, in order', () => of('ones', {}, { sort: { n: -1 } })],
  ['the last ones', () => of('ones', { parity: 1 }, { sort: { n: -1 }, limit: 7 })],
  ['one by its key', () => of('others', { _id: 'T1:3' }, { limit: 1 })],
  ['several by their keys', () => of('others', { _id: { $in: ['T1:1', 'T1:4', 'T2:2'] } }, { sort: { n: 1 } })],
  ['none', () => of('others', { n: 99 })],
  ['a collection that is not there', () => of('nowhere')],
  ['some fields alone', () => of('others', {}, { projection: { _id: 0, n: 1 }, sort: { n: 1 } })],
];

test('reads of the same moment are one command, and each finds what it would find alone', async () => {
  const alone = [];
  for (const [, make] of READS) alone.push(await read(make()));
  expect(commands.map(({ commandName }) => commandName)).toEqual(READS.map(() => 'find'));
  commands = [];
  expect(await Promise.all(READS.map(([, make]) => read(make())))).toEqual(alone);
  expect(commands.map(({ commandName }) => commandName)).toEqual(['aggregate']);
  expect(alone.map(({ length }) => length)).toEqual([90, 7, 1, 2, 0, 0, 5]);
});

test('a read that is asked for after what is known already joins too, and one after an answer does not', async () => {
  const known = Promise.resolve('T1:2');
  const later = known.then((_id) => read(of('others', { _id })));
  const [first] = await Promise.all([read(of('others', { _id: 'T1:1' })), later]);
  expect(commands).toHaveLength(1);
  await read(of('others', { n: first?.[0]?.n }));
  expect(commands).toHaveLength(2);
});

test('a command reads the documents of one tenant alone', async () => {
  const [one, other] = await Promise.all([read(of('ones')), read(of('ones', {}, {}, 'T2'))]);
  expect(commands.map(({ commandName }) => commandName)).toEqual(['find', 'find']);
  expect(new Set(one.map(({ tenantId }) => tenantId))).toEqual(new Set(['T1']));
  expect(new Set(other.map(({ tenantId }) => tenantId))).toEqual(new Set(['T2']));
});

test('a command joins ten reads at most', async () => {
  const found = await Promise.all(Array.from({ length: 23 }, (_, n) => read(of('ones', { n }))));
  expect(found.map((docs) => docs[0]?.n)).toEqual(Array.from({ length: 23 }, (_, n) => n));
  expect(commands).toHaveLength(3);
});

test('what the server refuses is thrown to all that asked, and holds nobody up', async () => {
  const both = [read(of('ones', { $nonsense: 1 })), read(of('others'))];
  const ends = await Promise.allSettled(both);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read(of('others'))).toHaveLength(5);
});
