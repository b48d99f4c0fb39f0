import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from '../../../src/domain/model/connection/connection.js';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { StoredEvent } from '../../../src/domain/model/event/event.js';
import type { Feedback } from '../../../src/domain/model/feedback/feedback.js';
import type { Invite } from '../../../src/domain/model/invite/invite.js';
import type { Member } from '../../../src/domain/model/member/member.js';
import type { Message } from '../../../src/domain/model/message/message.js';
import type { Referral } from '../../../src/domain/model/referral/referral.js';
import type { Relay } from '../../../src/domain/model/relay/relay.js';
import type { LedgerEntry, Tally } from '../../../src/domain/model/tally/tally.js';
import type { Tenant } from '../../../src/domain/model/tenant/tenant.js';

/** Every collection by noun. Documents in it are replaced, never changed in place. */
export interface Tables {
  event: Map<string, StoredEvent>;
  invite: Map<string, Invite>;
  referral: Map<string, Referral>;
  message: Map<string, Message>;
  tenant: Map<string, Tenant>;
  member: Map<string, Member>;
  relay: Map<string, Relay>;
  feedback: Map<string, Feedback>;
  connection: Map<string, Connection>;
  ledger: Map<string, LedgerEntry>;
  tally: Map<string, Tally>;
  /** Holds by the id of a piece of work. */
  hold: Map<string, Hold>;
}

/** The lease of a piece of work, and the number of its starts since its last recorded result. */
export interface Hold {
  readonly leased?: Date;
  readonly starts?: number;
}

export interface Store {
  /** One operation: alone, unless it is part of a transaction. Documents in what callers get are frozen. */
  run<T>(operation: (tables: Tables) => T): Promise<T>;
  atomically<T>(change: () => Promise<T>): Promise<T>;
  /** The next `times` transactions are rolled back at their end and run again, as after a write conflict. */
  conflict(times: number): void;
}

/** Makes a store's empty collections. */
export const emptyTables = (): Tables => ({
  event: new Map(),
  invite: new Map(),
  referral: new Map(),
  message: new Map(),
  tenant: new Map(),
  member: new Map(),
  relay: new Map(),
  feedback: new Map(),
  connection: new Map(),
  ledger: new Map(),
  tally: new Map(),
  hold: new Map(),
});

/** Copies the collections, not the documents. */
export const snapshot = (tables: Tables): Tables =>
  Object.fromEntries(Object.entries(tables).map(([noun, table]) => [noun, new Map(table)])) as unknown as Tables;

/** Returns all documents of a tenant, by collection; the holds on its work are left out. */
export const documentsOf = ({ hold: _, ...tables }: Tables, tenantId: string): Record<string, readonly object[]> =>
  Object.fromEntries(
    Object.entries(tables).map(([noun, table]) => [
      noun,
      [...table.values()].filter((doc) => doc.tenantId === tenantId),
    ]),
  );

// one for all stores: Node 20 makes every promise pay for each AsyncLocalStorage that was ever used
const transaction = new AsyncLocalStorage<{ readonly of: object; duplicate?: Duplicate }>();

/** Documents in memory, with transactions: one at a time, all or nothing, nested ones join. */
export function memoryStore(): Store {
  const self = {};
  let tables = emptyTables();
  let tail: Promise<unknown> = Promise.resolve();
  let conflicts = 0;

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };
  const attempt = async <T>(change: () => Promise<T>): Promise<T> => {
    const before = snapshot(tables);
    try {
      const result = await transaction.run({ of: self }, () => whole(change));
      if (conflicts === 0) return result;
      conflicts -= 1;
    } catch (error) {
      tables = before;
      throw error;
    }
    tables = before;
    return attempt(change);
  };

  /** Runs a transaction. As in MongoDB, a duplicate key ends it, whether or not it is caught. */
  const whole = async <T>(change: () => Promise<T>): Promise<T> => {
    const result = await change();
    const duplicate = transaction.getStore()?.duplicate;
    if (duplicate) throw duplicate;
    return result;
  };
  const noting = <T>(operation: (tables: Tables) => T): T => {
    try {
      return operation(tables);
    } catch (error) {
      const running = transaction.getStore();
      if (running && error instanceof Duplicate) running.duplicate = error;
      throw error;
    }
  };

  return {
    run: (operation) => {
      const work = async () => noting(operation);
      return transaction.getStore()?.of === self ? work() : alone(work);
    },
    atomically: (change) => (transaction.getStore()?.of === self ? change() : alone(() => attempt(change))),
    conflict: (times) => {
      conflicts = times;
    },
  };
}

/** Returns the key of a document. */
export const keyOf = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(' ');
