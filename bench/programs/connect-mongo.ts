import { mongo } from 'mongoose';
import { readVariable } from './read-variable.js';

/** Connects with the bare driver and the product's write concern. */
export async function connectMongo(): Promise<{ client: mongo.MongoClient; db: mongo.Db }> {
  const client = new mongo.MongoClient(readVariable('MONGODB_URI'), {
    writeConcern: { w: 'majority', journal: true },
    readConcernLevel: 'majority',
    ignoreUndefined: true,
  });
  await client.connect();
  return { client, db: client.db() };
}
