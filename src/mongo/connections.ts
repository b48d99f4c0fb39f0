import { LRUCache } from 'lru-cache';
import type { Model, Connection as MongoConnection } from 'mongoose';
import { type Connection, ONLY_WAY } from '../domain/model/connection/connection.js';
import { CAPABILITIES } from '../domain/model/connection/source.js';
import type { Ref } from '../domain/model/outbox-work.js';
import type { ConnectionChange, Connections } from '../domain/ports.js';
import { atMost } from '../lib/at-most.js';
import { cache } from './cache.js';
import {
  Any,
  type Condition,
  collection,
  driverCollection,
  type Fields,
  type Index,
  keyOf,
  type Stored,
  type Update,
} from './collection.js';
import { pushWork } from './documents.js';
import type { Secretbox } from './secretbox.js';
import { PUBLIC_FIELDS, storedWork, workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

interface StoredConnection extends Omit<Connection, 'config'> {
  /** The configuration, as sealed JSON. */
  readonly sealed: string;
}

/**
 * A connection stored by a release that had one per tenant, by the contract: only token and webhook secrets are sealed.
 * That release can read what this one writes, since it takes all sealed values for fields of the connection.
 */
interface EarlierConnection {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly path: 'native' | 'handoff';
  readonly declineReasons: Connection['declineReasons'];
  readonly sealed: string;
  readonly source?: never;
}

const fields: Fields<StoredConnection> = {
  ...workableFields,
  source: String,
  trust: Number,
  namesInvitations: Boolean,
  marketplace: String,
  name: String,
  can: Any,
  declineReasons: Any,
  bareIds: Boolean,
  polls: Boolean,
  pausedAt: Date,
  health: Any,
  pollState: Any,
  unaddressedTo: String,
  connectedAt: Date,
  setUpAt: Date,
  connectedBy: String,
  sealed: String,
};

const indexes: readonly Index[] = [[{ id: 1 }, { unique: true }], [{ tenantId: 1 }], ...workIndexes];

/** The collection of connections. */
export const connectionModel = (connection: MongoConnection): Model<Stored<StoredConnection>> =>
  collection<StoredConnection>(connection, 'connections', fields, indexes);

/** Milliseconds between two records of a connection's deliveries, per process. */
const HEARD_EVERY_MS = 60_000;

const BY_HAND: ReadonlySet<string> = new Set(['decide', 'refer']);

/** Reads a connection of an earlier release. */
function upgraded({ baseUrl, path, sealed: _, ...kept }: EarlierConnection, secrets: object): Connection {
  const { connectionId: __, ...traits } = ONLY_WAY;
  return {
    ...kept,
    ...traits,
    marketplace: 'own',
    config: { baseUrl, path, ...secrets },
    can: path === 'native' ? CAPABILITIES : CAPABILITIES.filter((one) => !BY_HAND.has(one)),
    bareIds: true,
    health: {},
    connectedAt: new Date(0),
    work: [],
  };
}

/**
 * Implements the repository of connections, which are sealed at rest and cached. The connection with bare ids has the
 * tenant's id as its key, as in releases that had one per tenant: there is at most one.
 */
export function connections(
  model: Model<Stored<StoredConnection>>,
  transactions: Transactions,
  box: Secretbox,
): Connections {
  const documents = driverCollection(model);
  const { options, unique } = transactions;
  const opened = (found: StoredConnection | EarlierConnection): Connection => {
    const config: object = JSON.parse(box.open(found.sealed, sealedFor(found.tenantId)));
    if (found.source === undefined) return upgraded(found, config);
    const { sealed: _, ...rest } = found;
    return { ...rest, config };
  };
  const find = async (filter: Condition) =>
    (
      await documents
        .find<StoredConnection | EarlierConnection>(filter, { projection: PUBLIC_FIELDS, ...options() })
        .toArray()
    ).map(opened);
  const latestOf = async (tenantId: string) => (await find({ tenantId })).toSorted(byAge);
  const byTenant = cache(latestOf, transactions);
  const byId = cache(async (id) => (await find({ id }))[0] ?? null, transactions);
  const heardOf = new LRUCache<string, true>({ ...atMost(10_000), ttl: HEARD_EVERY_MS });
  const turnedDown = new LRUCache<string, true>({ ...atMost(10_000), ttl: HEARD_EVERY_MS });
  const afterwards = <T>({ tenantId, id }: Ref, write: Promise<T>) =>
    byId.forgetAfter(id, byTenant.forgetAfter(tenantId, write));
  return {
    ofTenant: async (tenantId) => (await byTenant.get(tenantId)) ?? [],
    latestOf,
    latest: async (ref) => (await find(refFilter(ref)))[0] ?? null,
    byId: byId.get,
    save: async ({ config, work, health, pollState: _, ...rest }) => {
      const { tenantId, id, bareIds } = rest;
      const sealed = box.seal(JSON.stringify(config), sealedFor(tenantId));
      const absent = OPTIONAL.filter((field) => rest[field] === undefined);
      const change: Update = {
        $set: { ...rest, sealed },
        $setOnInsert: { health },
        $unset: Object.fromEntries([...absent, 'baseUrl', 'path'].map((field) => [field, '' as const])),
        ...pushWork(work),
      };
      const filter = { _id: bareIds ? keyOf(tenantId) : keyOf(tenantId, id), tenantId, id };
      await afterwards(
        { tenantId, id },
        unique(id, documents.updateOne(filter, change, { ...options(), upsert: true })),
      );
    },
    remove: async (ref) => {
      await afterwards(ref, documents.deleteOne(refFilter(ref), options()));
    },
    heard: async (ref, at) => {
      if (heardOf.get(ref.id)) return;
      heardOf.set(ref.id, true);
      const $set = { 'health.heardAt': at, 'health.deliveredAt': at };
      await documents.updateOne(refFilter(ref), { $set, $unset: { 'health.error': '' } }, options());
    },
    turnedDown: async (ref, why, at) => {
      if (turnedDown.get(ref.id)) return;
      turnedDown.set(ref.id, true);
      await documents.updateOne(refFilter(ref), { $set: { 'health.turnedDown': { why, at } } }, options());
    },
    census: async () => {
      const state = {
        $cond: [
          { $gt: ['$pausedAt', null] },
          'paused',
          { $cond: [{ $gt: ['$health.error', null] }, 'fails', 'works'] },
        ],
      };
      const source = { $ifNull: ['$source', ONLY_WAY.source] };
      const groups = documents.aggregate<{ _id: { source: string; state: State }; count: number }>([
        { $group: { _id: { source, state }, count: { $sum: 1 } } },
        { $sort: { '_id.source': 1, '_id.state': 1 } },
      ]);
      return (await groups.toArray()).map(({ _id, count }) => ({ ..._id, count }));
    },
    note: async (ref, change) => {
      const settings = { returnDocument: 'after', projection: PUBLIC_FIELDS, ...options() } as const;
      const noted = documents.findOneAndUpdate(refFilter(ref), updateOf(change), settings);
      const after = (await noted) as unknown as StoredConnection | EarlierConnection | null;
      return after && opened(after);
    },
  };
}

type State = Awaited<ReturnType<Connections['census']>>[number]['state'];

/** The fields that a new set-up removes where it lacks them. */
const OPTIONAL = [
  'bareIds',
  'polls',
  'pausedAt',
  'setUpAt',
  'unaddressedTo',
  'connectedBy',
] as const satisfies readonly (keyof Connection)[];

const refFilter = ({ tenantId, id }: Ref) => ({ tenantId, id });

const byAge = (a: Connection, b: Connection): number =>
  a.connectedAt.getTime() - b.connectedAt.getTime() || (a.id < b.id ? -1 : 1);

function updateOf({ health = {}, pollState, ignored, work = [] }: ConnectionChange): Update {
  const entries = Object.entries(health).map(([field, value]) => [`health.${field}`, value] as const);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== null));
  const unset = Object.fromEntries(
    entries.filter(([, value]) => value === null).map(([field]) => [field, '' as const]),
  );
  const $set = { ...set, ...(pollState && { pollState }) };
  return {
    ...(Object.keys($set).length > 0 && { $set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
    ...(ignored !== undefined && { $inc: { [`health.ignored.${ignored}`]: 1 } }),
    $push: { work: { $each: storedWork(work) } },
  };
}

/** Returns the context for sealing a tenant's connection secrets. */
export const sealedFor = (tenantId: string): string => `connections:${tenantId}`;
