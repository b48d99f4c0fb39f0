import { mongo } from 'mongoose';
import { answers, until } from './tcp-ports.js';

const quick = { serverSelectionTimeoutMS: 3000, connectTimeoutMS: 3000 };

async function connected<T>(
  uri: string,
  work: (client: mongo.MongoClient) => Promise<T>,
  extra: mongo.MongoClientOptions = {},
): Promise<T> {
  const client = new mongo.MongoClient(uri, { ...quick, ...extra });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const ask = (uri: string, command: mongo.Document, extra: mongo.MongoClientOptions): Promise<mongo.Document> =>
  connected(uri, (client) => client.db('admin').command(command), extra);

/** Sends MongoDB's `hello` command. @throws Error when the server does not answer within 3 s */
export const hello = (uri: string, extra: mongo.MongoClientOptions = {}): Promise<mongo.Document> =>
  ask(uri, { hello: 1 }, extra);

/** Turns a new mongod into a replica set. @throws MongoServerError when it is one already */
export const initiate = (uri: string, config: mongo.Document): Promise<mongo.Document> =>
  ask(uri, { replSetInitiate: config }, { directConnection: true });

/** Drops the database named in the URI. @throws Error when the server does not answer within 3 s */
export const dropDatabase = (uri: string): Promise<boolean> => connected(uri, (client) => client.db().dropDatabase());

/** Waits until a primary answers on the loopback address. */
export async function serves(uri: string, signal: AbortSignal): Promise<void> {
  const port = Number(new URL(uri).port);
  await until(() => answers('127.0.0.1', port, 1000), 60_000, signal);
  const primary = async () => Boolean((await hello(uri, { directConnection: true })).isWritablePrimary);
  await until(() => primary().catch(() => false), 30_000, signal);
}
