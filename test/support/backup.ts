import { Redis } from 'ioredis';
import type { mongo } from 'mongoose';
import { keysUnder } from './fresh-uris.js';
import type { TestStage } from './stage.js';

/** All documents of a database at one moment, by collection. */
export type Backup = ReadonlyMap<string, readonly mongo.Document[]>;

/** Copies every collection, as nothing writes. Values keep the types that they have in MongoDB. */
export async function backUp({ stored }: Pick<TestStage, 'stored'>): Promise<Backup> {
  const collections = await stored.collections();
  const copied = collections.map(async (one) => {
    const documents = await one.find({}, { promoteValues: false }).toArray();
    return [one.collectionName, documents] as const;
  });
  return new Map(await Promise.all(copied));
}

/** Restores a backup into an emptied database, without indexes as a new server has it, and empties the queues. */
export async function restore({ stored, uris }: Pick<TestStage, 'stored' | 'uris'>, backup: Backup): Promise<void> {
  for (const { collectionName } of await stored.collections()) await stored.dropCollection(collectionName);
  for (const [name, documents] of backup)
    if (documents.length > 0) await stored.collection(name).insertMany([...documents]);
  const redis = new Redis(uris.redis);
  const keys = await redis.keys(keysUnder(uris.queuePrefix));
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}
