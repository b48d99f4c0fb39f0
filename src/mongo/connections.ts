import type { Model, Connection as MongoConnection } from 'mongoose';
import type { Connection } from '../domain/model/connection/connection.js';
import type { Connections } from '../domain/ports.js';
import { cache } from './cache.js';
import { Any, collection, type Fields, type Index, keyOf, type Stored } from './collection.js';
import type { Secretbox } from './secretbox.js';
import type { Transactions } from './transactions.js';

type Secrets = Pick<Connection, 'token' | 'webhookSecrets'>;

interface StoredConnection extends Omit<Connection, keyof Secrets> {
  /** The secrets, as sealed JSON. */
  readonly sealed: string;
}

const fields: Fields<StoredConnection> = {
  id: String,
  tenantId: String,
  name: String,
  baseUrl: String,
  path: String,
  declineReasons: Any,
  sealed: String,
};

const indexes: readonly Index[] = [[{ id: 1 }, { unique: true }]];

const PLAIN = { _id: 0 } as const;

/** The collection of connections. */
export const connectionModel = (connection: MongoConnection): Model<Stored<StoredConnection>> =>
  collection<StoredConnection>(connection, 'connections', fields, indexes);

/** Connections, sealed at rest and remembered for a while. */
export function connections(
  model: Model<Stored<StoredConnection>>,
  transactions: Transactions,
  box: Secretbox,
): Connections {
  const opened = ({ sealed, ...rest }: StoredConnection): Connection => ({
    ...rest,
    ...(JSON.parse(box.open(sealed, sealedFor(rest.tenantId))) as Secrets),
  });
  const find = async (filter: { tenantId: string; _id: string } | { id: string }) => {
    const found = await model.findOne(filter, PLAIN).lean<StoredConnection>();
    return found && opened(found);
  };
  const latest = (tenantId: string) => find({ _id: keyOf(tenantId), tenantId });
  const byTenant = cache(latest, transactions);
  const byId = cache((id) => find({ id }), transactions);
  return {
    of: byTenant.get,
    latest,
    byId: byId.get,
    save: async ({ token, webhookSecrets, ...rest }) => {
      const { tenantId, id } = rest;
      const _id = keyOf(tenantId);
      const sealed = box.seal(JSON.stringify({ token, webhookSecrets }), sealedFor(tenantId));
      const replace = model.replaceOne({ _id, tenantId }, { _id, ...rest, sealed }, { upsert: true });
      await byId.forgetAfter(byTenant.forgetAfter(transactions.unique(id, replace.exec())));
    },
  };
}

/** The context that a tenant's connection secrets are sealed for. */
export const sealedFor = (tenantId: string): string => `connections:${tenantId}`;
