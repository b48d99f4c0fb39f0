import { AsyncLocalStorage } from 'node:async_hooks';
import type { StoredEvent } from '../../../src/domain/event/event.js';
import type { Invite } from '../../../src/domain/invite/invite.js';
import type { Member } from '../../../src/domain/member/member.js';
import type { Message } from '../../../src/domain/message/message.js';
import type { Referral } from '../../../src/domain/referral/referral.js';
import type { LedgerEntry, Tally } from '../../../src/domain/tally/tally.js';
import type { Connection, Tenant } from '../../../src/domain/tenant/tenant.js';

/** Every collection by noun. Documents in it are replaced, never changed in place. */
export interface Tables {
  event: Map<string, StoredEvent>;
  invite: Map<string, Invite>;
  referral: Map<string, Referral>;
  message: Map<string, Message>;
  tenant: Map<string, Tenant>;
  member: Map<string, Member>;
  connection: Map<string, Connection>;
  ledger: Map<string, LedgerEntry>;
  tally: Map<string, Tally>;
  /** By the id of a piece of work: until when nobody else runs it, and until when no other sweeper enqueues it. */
  hold: Map<string, { readonly leased?: Date; readonly claimed?: Date }>;
}

export interface Store {
  /** One operation: alone, unless it is part of a transaction. Callers get copies. */
  run<T>(operation: (tables: Tables) => T): Promise<T>;
  atomically<T>(change: () => Promise<T>): Promise<T>;
  /** The next `times` transactions are rolled back at their end and run again, as after a write conflict. */
  conflict(times: number): void;
}

const empty = (): Tables => ({
  event: new Map(),
  invite: new Map(),
  referral: new Map(),
  message: new Map(),
  tenant: new Map(),
  member: new Map(),
  connection: new Map(),
  ledger: new Map(),
  tally: new Map(),
  hold: new Map(),
});

const snapshot = (tables: Tables): Tables =>
  Object.fromEntries(Object.entries(tables).map(([noun, table]) => [noun, new Map(table)])) as unknown as Tables;

/** Documents in memory, with transactions: one at a time, all or nothing, nested ones join. */
export function memoryStore(): Store {
  let tables = empty();
  let tail: Promise<unknown> = Promise.resolve();
  let conflicts = 0;
  const transaction = new AsyncLocalStorage<true>();

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };
  const attempt = async <T>(change: () => Promise<T>): Promise<T> => {
    const before = snapshot(tables);
    try {
      const result = await change();
      if (conflicts === 0) return result;
      conflicts -= 1;
    } catch (error) {
      tables = before;
      throw error;
    }
    tables = before;
    return attempt(change);
  };

  return {
    run: (operation) => {
      const work = async () => structuredClone(operation(tables));
      return transaction.getStore() ? work() : alone(work);
    },
    atomically: (change) =>
      transaction.getStore() ? change() : alone(() => transaction.run(true, () => attempt(change))),
    conflict: (times) => {
      conflicts = times;
    },
  };
}

/** Where a document is kept. */
export const keyOf = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(' ');
