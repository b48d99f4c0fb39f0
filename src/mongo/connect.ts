import { type Connection, Mongoose } from 'mongoose';
import type { Log } from '../domain/ports.js';

/** Time limits in milliseconds, where the URI names no others. */
const LIMITS = {
  /**
   * How long an operation waits for a server that is not there. The driver tries once more, so that it is twice this at
   * the worst, and a click must be answered within 3 s.
   */
  serverSelectionTimeoutMS: 1_200,
  /** How slow a greeting may be before the server counts as gone. */
  connectTimeoutMS: 5_000,
  /** How long an operation waits for a server that accepted it and says nothing. */
  socketTimeoutMS: 10_000,
} as const;

/** Which server and database, and who is told what happens to the connection. */
export interface ConnectOptions {
  readonly uri: string;
  /** Absent: the one that the URI names, else `baton`. */
  readonly dbName?: string;
  readonly log: Log;
}

/**
 * Connects to MongoDB. What it acknowledges survives a crash, and what it reads was acknowledged.
 * @throws Error when no server can be reached.
 */
export async function connect({ uri, dbName, log }: ConnectOptions): Promise<Connection> {
  const mongoose = new Mongoose({
    transactionAsyncLocalStorage: true,
    bufferCommands: false,
    autoCreate: false,
    autoIndex: false,
  });
  const connection = mongoose.createConnection(uri, {
    dbName: dbName ?? databaseIn(uri) ?? 'baton',
    writeConcern: { w: 'majority', journal: true },
    readConcernLevel: 'majority',
    ...limitsBeside(uri),
    ignoreUndefined: true,
    appName: 'baton',
  });
  reportOutages(connection, log);
  return connection.asPromise();
}

/** Says when the server is lost and found; closing the connection is neither. */
function reportOutages(connection: Connection, log: Log): void {
  const lost = () => log.warn({}, 'mongo.disconnected');
  connection.on('disconnected', lost);
  connection.on('reconnected', () => log.info({}, 'mongo.reconnected'));
  connection.once('disconnecting', () => connection.off('disconnected', lost));
}

/** Returns the time limits that a MongoDB URI does not name itself. Names of options have no case. */
export function limitsBeside(uri: string): Partial<typeof LIMITS> {
  const named = new Set([...new URLSearchParams(uri.split('?')[1]).keys()].map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(LIMITS).filter(([name]) => !named.has(name.toLowerCase())));
}

/** The database that a MongoDB URI names, if it names one. */
export const databaseIn = (uri: string): string | undefined => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
