import { type Connection, Mongoose } from 'mongoose';
import type { Log } from '../domain/ports.js';

/** Time limits in milliseconds, where the URI names no others. */
const LIMITS = {
  /**
   * Wait for an unreachable server. The driver tries twice, so the worst case is double, and a click must be answered
   * within 3 s.
   */
  serverSelectionTimeoutMS: 1_200,
  /** Wait for a server's answer to the connection's handshake. */
  connectTimeoutMS: 5_000,
  /** Wait for a server that accepted an operation and does not answer. */
  socketTimeoutMS: 10_000,
} as const;

/** The server and the database, and the log of the connection's state. */
export interface ConnectOptions {
  readonly uri: string;
  /** Absent: the one that the URI names, else `baton`. */
  readonly dbName?: string;
  readonly log: Log;
}

/**
 * Connects to MongoDB. Acknowledged writes survive a crash, and reads return acknowledged writes only.
 * @throws Error that names MongoDB when no server can be reached.
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
  return connection.asPromise().catch((error: Error) => {
    throw new Error(`MongoDB cannot be reached at MONGODB_URI: ${error.message}`, { cause: error });
  });
}

/** Logs when the server is lost and found again; closing the connection counts as neither. */
function reportOutages(connection: Connection, log: Log): void {
  const lost = () => log.warn({}, 'mongo.disconnected');
  connection.on('disconnected', lost);
  connection.on('reconnected', () => log.info({}, 'mongo.reconnected'));
  connection.once('disconnecting', () => connection.off('disconnected', lost));
}

/** Returns the time limits that a MongoDB URI does not set itself. Names of options are case-insensitive. */
export function limitsBeside(uri: string): Partial<typeof LIMITS> {
  const named = new Set([...new URLSearchParams(uri.split('?')[1]).keys()].map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(LIMITS).filter(([name]) => !named.has(name.toLowerCase())));
}

/** Returns the database that a MongoDB URI names; undefined where it names none. */
export const databaseIn = (uri: string): string | undefined => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
