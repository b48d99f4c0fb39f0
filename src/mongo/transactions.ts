import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientSession, Connection } from 'mongoose';
import { Duplicate } from '../domain/model/errors.js';
import type { Ports } from '../domain/ports.js';

interface Running {
  readonly session: ClientSession;
  /** The duplicate key that ended the transaction: the server ends it at the first one, whether or not it is caught. */
  duplicate?: Duplicate;
  readonly effects: Set<() => void>;
}

/** Transactions over one connection, which the asynchronous context carries along. */
export interface Transactions {
  readonly atomically: Ports['atomically'];
  readonly running: () => boolean;
  /** Returns the options of operations on a driver's collection. Models find the session on their own. */
  readonly options: () => { session?: ClientSession };
  /** Turns a duplicate key of `write` into the domain's Duplicate, named `key`. */
  readonly unique: <T>(key: string, write: Promise<T>) => Promise<T>;
  /** Calls `effect` after the transaction, however it ends; at once when there is none. */
  readonly afterwards: (effect: () => void) => void;
}

const CONCERNS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
} as const;

/** A connection's transactions; within one, every write joins it. */
export function transactionsOf(connection: Connection): Transactions {
  const current = new AsyncLocalStorage<Running>();

  return {
    atomically: async (change) => {
      if (current.getStore()) return change();
      const effects = new Set<() => void>();
      const once = (session: ClientSession) => {
        const running = { session, effects };
        return current.run(running, () => attempt(running, change));
      };
      try {
        return await connection.transaction(once, CONCERNS);
      } finally {
        for (const effect of effects) effect();
      }
    },
    running: () => current.getStore() !== undefined,
    options: () => {
      const session = current.getStore()?.session;
      return session ? { session } : {};
    },
    unique: async (key, write) => {
      try {
        return await write;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const duplicate = new Duplicate(key);
        const running = current.getStore();
        if (running) running.duplicate = duplicate;
        throw duplicate;
      }
    },
    afterwards: (effect) => {
      const running = current.getStore();
      if (running) running.effects.add(effect);
      else effect();
    },
  };
}

/** Runs `change`. After a duplicate key it throws that Duplicate, whatever `change` threw. */
async function attempt<T>(running: Running, change: () => Promise<T>): Promise<T> {
  try {
    const result = await change();
    if (!running.duplicate) return result;
  } catch (error) {
    throw running.duplicate ?? error;
  }
  throw running.duplicate;
}

const isDuplicateKey = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 11_000;
