import type { Connection, Health } from '../../../src/domain/model/connection/connection.js';
import { Duplicate } from '../../../src/domain/model/errors.js';
import type { ConnectionChange, Connections } from '../../../src/domain/ports.js';
import { frozen } from './copy.js';
import { keyOf, type Store, type Tables } from './store.js';

export interface MemoryConnections extends Connections {
  /** The tenant's first connection. */
  of(tenantId: string): Promise<Connection | null>;
  /** Removes the tenant's connections, as if there had never been any. */
  disconnect(tenantId: string): Promise<void>;
}

const byAge = (a: Connection, b: Connection) =>
  a.connectedAt.getTime() - b.connectedAt.getTime() || (a.id < b.id ? -1 : 1);

const ofTenant = ({ connection }: Tables, tenantId: string) =>
  [...connection.values()].filter((one) => one.tenantId === tenantId).toSorted(byAge);

const byId = ({ connection }: Tables, id: string) => [...connection.values()].find((one) => one.id === id) ?? null;

const noted = (health: Health, change: ConnectionChange): Health => {
  const changed = Object.entries({ ...health, ...change.health }).filter(([, value]) => value !== null);
  const { ignored } = change;
  const counts = health.ignored ?? {};
  return {
    ...Object.fromEntries(changed),
    ...(ignored !== undefined && { ignored: { ...counts, [ignored]: (counts[ignored] ?? 0) + 1 } }),
  };
};

export function memoryConnections({ run }: Store): MemoryConnections {
  const all = (tenantId: string) => run((tables) => ofTenant(tables, tenantId));
  return {
    ofTenant: all,
    latestOf: all,
    latest: ({ tenantId, id }) => run(({ connection }) => connection.get(keyOf(tenantId, id)) ?? null),
    byId: (id) => run((tables) => byId(tables, id)),
    save: (connection) =>
      run((tables) => {
        const { tenantId, id, bareIds } = connection;
        const holder = byId(tables, id);
        if (holder && holder.tenantId !== tenantId) throw new Duplicate(id);
        if (bareIds && ofTenant(tables, tenantId).some((one) => one.bareIds && one.id !== id)) throw new Duplicate(id);
        const { health, pollState, work } = holder ?? connection;
        const kept = { health, ...(pollState && { pollState }) };
        const { pollState: _, ...given } = connection;
        const all = holder ? [...work, ...connection.work] : work;
        tables.connection.set(keyOf(tenantId, id), frozen({ ...given, ...kept, work: all }));
      }),
    remove: ({ tenantId, id }) => run(({ connection }) => void connection.delete(keyOf(tenantId, id))),
    heard: ({ tenantId, id }, at) =>
      run(({ connection }) => {
        const before = connection.get(keyOf(tenantId, id));
        if (!before || (before.health.deliveredAt && at.getTime() - before.health.deliveredAt.getTime() < 60_000))
          return;
        const { error: _, ...health } = before.health;
        connection.set(keyOf(tenantId, id), { ...before, health: { ...health, heardAt: at, deliveredAt: at } });
      }),
    turnedDown: ({ tenantId, id }, why, at) =>
      run(({ connection }) => {
        const before = connection.get(keyOf(tenantId, id));
        const last = before?.health.turnedDown?.at;
        if (!before || (last && at.getTime() - last.getTime() < 60_000)) return;
        connection.set(keyOf(tenantId, id), { ...before, health: { ...before.health, turnedDown: { why, at } } });
      }),
    census: () =>
      run(({ connection }) => {
        const all = [...connection.values()].map(({ source, pausedAt, health }) => {
          const state = health.error ? ('fails' as const) : ('works' as const);
          return { source, state: pausedAt ? ('paused' as const) : state };
        });
        const keys = all.map(({ source, state }) => `${source} ${state}`);
        return all
          .map((one, index) => ({ ...one, key: keys[index] ?? '' }))
          .filter(({ key }, index) => keys.indexOf(key) === index)
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ key, ...one }) => ({ ...one, count: keys.filter((other) => other === key).length }));
      }),
    note: ({ tenantId, id }, change) =>
      run(({ connection }) => {
        const before = connection.get(keyOf(tenantId, id));
        if (!before) return null;
        const after: Connection = {
          ...before,
          health: noted(before.health, change),
          ...(change.pollState && { pollState: change.pollState }),
          work: [...before.work, ...(change.work ?? [])],
        };
        connection.set(keyOf(tenantId, id), frozen(after));
        return after;
      }),
    of: (tenantId) => run((tables) => ofTenant(tables, tenantId)[0] ?? null),
    disconnect: (tenantId) =>
      run((tables) => {
        for (const { id } of ofTenant(tables, tenantId)) tables.connection.delete(keyOf(tenantId, id));
      }),
  };
}
