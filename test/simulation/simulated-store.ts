import { AsyncLocalStorage } from 'node:async_hooks';
import { Duplicate } from '../../src/domain/model/errors.js';
import { emptyTables, type Store, snapshot, type Tables } from '../support/memory/store.js';

/** Sends the commit of a transaction; `apply` carries it out, and returns false after a write conflict. */
type Commit = (apply: () => Promise<boolean>) => Promise<boolean>;

/** Documents with transactions that overlap, as in MongoDB: each sees the state of its beginning, the first commit wins. */
export interface SimulatedStore extends Omit<Store, 'conflict' | 'atomically'> {
  atomically<T>(change: () => Promise<T>, commit: Commit): Promise<T>;
  /** Tells whether this code runs within a transaction. */
  isWithin(): boolean;
  /** The committed state. */
  readonly tables: Tables;
}

interface Running {
  readonly tables: Tables;
  duplicate?: Duplicate;
}

// one for all stores: Node 20 makes every promise pay for each AsyncLocalStorage that was ever used
const current = new AsyncLocalStorage<Running>();

/** @param watch called with each document that was written, before and after */
export function simulatedStore(watch: (noun: keyof Tables, before: unknown, after: unknown) => void): SimulatedStore {
  const tables = watchedTables(watch);

  async function attempt<T>(change: () => Promise<T>): Promise<{ result: T; apply: () => Promise<boolean> }> {
    const base = snapshot(tables);
    const running: Running = { tables: snapshot(tables) };
    const result = await current.run(running, change);
    if (running.duplicate) throw running.duplicate;
    return { result, apply: async () => applied(tables, base, running.tables) };
  }

  return {
    tables,
    isWithin: () => current.getStore() !== undefined,
    run: async (operation) => {
      const running = current.getStore();
      try {
        return operation(running?.tables ?? tables);
      } catch (error) {
        if (running && error instanceof Duplicate) running.duplicate = error;
        throw error;
      }
    },
    atomically: async (change, commit) => {
      if (current.getStore()) return change();
      for (;;) {
        const { result, apply } = await attempt(change);
        if (await commit(apply)) return result;
      }
    },
  };
}

function watchedTables(watch: (noun: keyof Tables, before: unknown, after: unknown) => void): Tables {
  const tables = emptyTables();
  for (const noun of ['invite', 'referral', 'relay'] as const) {
    const table: Map<string, unknown> = tables[noun];
    const set = table.set.bind(table);
    table.set = (key, after) => {
      watch(noun, table.get(key), after);
      return set(key, after);
    };
  }
  return tables;
}

type Table = Map<string, object>;

/** Writes what a transaction has changed, unless somebody else wrote the same documents, or took a unique key, since. */
function applied(live: Tables, base: Tables, mine: Tables): boolean {
  const changed: [noun: keyof Tables, key: string, doc: object | undefined][] = [];
  for (const noun of Object.keys(mine) as (keyof Tables)[]) {
    const [now, before, after] = [live, base, mine].map((tables) => tables[noun] as Table) as [Table, Table, Table];
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(key) === after.get(key)) continue;
      if (now.get(key) !== before.get(key)) return false;
      changed.push([noun, key, after.get(key)]);
    }
  }
  const mineOf = new Map(changed.map(([noun, key, doc]) => [`${noun} ${key}`, doc]));
  const after: After = (noun, key, now) => (mineOf.has(`${noun} ${key}`) ? mineOf.get(`${noun} ${key}`) : now);
  if (changed.some(([noun, key, doc]) => doc && isTaken(live, noun, key, doc, after))) return false;
  for (const [noun, key, doc] of changed) {
    const table = live[noun] as Table;
    if (doc) table.set(key, doc);
    else table.delete(key);
  }
  return true;
}

type Doc = Readonly<Record<string, unknown>> & { readonly job?: { readonly id: string } };

/** The unique indexes beside the keys: the value that no two documents may share, where they have one. */
const UNIQUE: Partial<Record<keyof Tables, (doc: Doc) => string | undefined>> = {
  invite: ({ tenantId, externalId }) => `${tenantId} ${externalId}`,
  referral: ({ tenantId, takesSlot, job }) => (takesSlot ? `${tenantId} ${job?.id}` : undefined),
  relay: ({ tenantId, inviteId, status }) => (status === 'asking' ? `${tenantId} ${inviteId}` : undefined),
};

/** A document as it would be after the commit. */
type After = (noun: keyof Tables, key: string, now: object) => object | undefined;

function isTaken(live: Tables, noun: keyof Tables, key: string, doc: object, after: After): boolean {
  const uniqueOf = UNIQUE[noun];
  const value = uniqueOf?.(doc as Doc);
  if (!uniqueOf || value === undefined) return false;
  return [...(live[noun] as Table)].some(([other, now]) => {
    const one = other === key ? undefined : after(noun, other, now);
    return one !== undefined && uniqueOf(one as Doc) === value;
  });
}
