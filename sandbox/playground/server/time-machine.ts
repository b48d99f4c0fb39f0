import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Mongoose, type mongo } from 'mongoose';
import { redisKeys } from '../../../jobs/bullmq/redis-keys.js';
import { QUEUE_NAMES } from '../../../jobs/job-definition.js';
import { noMetrics } from '../../../jobs/job-metrics.js';
import { sweep } from '../../../jobs/sweeper.js';
import { todo } from '../../../src/domain/model/outbox-work.js';
import { databaseIn } from '../../../src/mongo/connect.js';
import { freeAt } from '../../../src/mongo/stored-work.js';
import { act, type InstalledDemo, isPlayable } from '../../demo/install-and-connect.js';

/** Lets time pass for a demo. */
export interface TimeMachine {
  /**
   * Makes all stored data older by so many hours, so that work that waits for a time within them becomes due. Changes
   * no clock.
   */
  skip(hours: number): Promise<void>;
  close(): Promise<void>;
}

type Db = mongo.Db;
type Document = Record<string, unknown>;

/** Every document of Baton's has a text as its key. */
interface Keyed extends Document {
  readonly _id: string;
}

const HOUR_MS = 3_600_000;

/** Opens the demo's database, and its queues once time is skipped. */
export async function openTimeMachine(demo: InstalledDemo): Promise<TimeMachine> {
  const { uri } = demo.mongo;
  const connection = await new Mongoose().createConnection(uri, { dbName: databaseIn(uri) ?? 'baton' }).asPromise();
  return {
    skip: async (hours) => {
      const { db } = connection;
      if (!db) throw new Error('The database is closed.');
      if (isPlayable(demo)) await act(demo, 'time', { seconds: hours * 3600 });
      await makeOlder(db, hours * HOUR_MS);
      await forgetDelays(demo);
      await redrawOpenCards(db, demo);
      const { ports, queues } = demo.truth;
      const { worklist, clock } = ports;
      await sweep({ worklist, clock, queue: queues, metrics: noMetrics });
    },
    close: async () => void (await connection.close()),
  };
}

/** Moves every date in every document of the database into the past. */
async function makeOlder(db: Db, ms: number): Promise<void> {
  for (const { name } of await db.listCollections().toArray()) {
    if (name.startsWith('system.')) continue;
    const collection = db.collection<Keyed>(name);
    const documents = await collection.find({}, { projection: { _id: 1 } }).toArray();
    await Promise.all(documents.map(({ _id }) => makeDocumentOlder(collection, _id, ms)));
  }
}

/**
 * Moves the dates of one document, each together. Dates that a process changes meanwhile match no more: then the
 * document is read again.
 */
async function makeDocumentOlder(collection: mongo.Collection<Keyed>, _id: string, ms: number): Promise<void> {
  for (;;) {
    const document = await collection.findOne({ _id });
    const dates = document ? datesIn(document) : [];
    if (dates.length === 0) return;
    const older = dates.map(([path, date]) => [path, new Date(date.getTime() - ms)]);
    const filter = { ...Object.fromEntries(dates), _id };
    const { matchedCount } = await collection.updateOne(filter, { $set: Object.fromEntries(older) });
    if (matchedCount > 0) return;
  }
}

function datesIn(part: unknown, path = ''): [path: string, date: Date][] {
  if (part instanceof Date) return [[path, part]];
  const isPlain = Array.isArray(part) || (typeof part === 'object' && part?.constructor === Object);
  if (!isPlain) return [];
  return Object.entries(part as Document).flatMap(([name, value]) => datesIn(value, path ? `${path}.${name}` : name));
}

/** Removes delayed entries from Redis: the sweeper finds their work in MongoDB, where it is due by now. */
async function forgetDelays({ redis, config }: InstalledDemo): Promise<void> {
  const connection = new Redis(redis.uri, { maxRetriesPerRequest: 1 });
  connection.on('error', () => {});
  try {
    for (const name of QUEUE_NAMES) {
      const prefix = redisKeys(config.QUEUE_PREFIX).queue(name);
      const queue = new Queue(name, { connection, prefix, skipVersionCheck: true });
      const delayed = await queue.getDelayed();
      await Promise.all(delayed.map((job) => job.remove().catch(() => {}))); // a worker may have taken it
      await queue.close();
    }
  } finally {
    connection.disconnect();
  }
}

/** Plans edits of the cards of open invites, whose deadline is nearer now. */
async function redrawOpenCards(db: Db, { truth }: InstalledDemo): Promise<void> {
  const open = await db
    .collection('invites')
    .find({ status: 'open' }, { projection: { id: 1 } })
    .toArray();
  const at = truth.ports.clock.now();
  await db
    .collection<{ work: Document[] }>('messages')
    .updateMany(
      { kind: 'invite-card', inviteId: { $in: open.map(({ id }) => id) } },
      { $push: { work: { ...todo('deliver-message', at), free: freeAt(at) } } },
    );
}
