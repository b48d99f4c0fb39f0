import { Duplicate } from '../../../src/domain/model/errors.js';
import type { Connections } from '../../../src/domain/ports.js';
import type { Store, Tables } from './store.js';

const byId = ({ connection }: Tables, id: string) => [...connection.values()].find((one) => one.id === id) ?? null;

export interface MemoryConnections extends Connections {
  /** As if the tenant had never been connected. */
  remove(tenantId: string): Promise<void>;
}

const of = ({ run }: Store, tenantId: string) => run(({ connection }) => connection.get(tenantId) ?? null);

export const memoryConnections = (store: Store): MemoryConnections => ({
  of: (tenantId) => of(store, tenantId),
  latest: (tenantId) => of(store, tenantId),
  byId: (id) => store.run((tables) => byId(tables, id)),
  save: (connection) =>
    store.run((tables) => {
      const holder = byId(tables, connection.id);
      if (holder && holder.tenantId !== connection.tenantId) throw new Duplicate(connection.id);
      tables.connection.set(connection.tenantId, structuredClone(connection));
    }),
  remove: (tenantId) => store.run(({ connection }) => void connection.delete(tenantId)),
});
