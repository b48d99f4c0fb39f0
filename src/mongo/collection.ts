import { type Connection, type IndexDefinition, type IndexOptions, type Model, type mongo, Schema } from 'mongoose';

/*
 * Every collection is a mongoose model: its schema names the fields, its indexes are created at the start, and writes
 * of other fields throw. Rare calls (settings, connections, tallies, the ledger, feedback) use the model and find the
 * session of a running transaction on their own. The calls that every click, webhook and job makes go to the driver's
 * collection of the same model (`driverCollection`): documents, members, messages, and the worklist. Measured, a read
 * takes half of a model's processor time there and a write three quarters, because casting and hydrating add nothing to
 * values that the compiler has checked. These calls name the session themselves (`Transactions.options`).
 */

/** A document under a key that begins with its tenant's id, so that a tenant's documents are a range of keys. */
export type Stored<Doc> = Doc & { readonly _id: string };

type FieldType = typeof String | typeof Number | typeof Date | typeof Boolean | typeof Schema.Types.Mixed;

/** The type of every field of a document. The compiler finds a missing field; a write of any other throws. */
export type Fields<Doc> = Record<Exclude<keyof Doc, '_id'>, FieldType>;

/** An index, as Mongoose takes it. */
export type Index = readonly [keys: IndexDefinition, options?: IndexOptions];

/** The type of a field that is stored without conversion. */
export const Any = Schema.Types.Mixed;

/** Declares a collection with its fields and indexes. */
export function collection<Doc>(
  connection: Connection,
  name: string,
  fields: Fields<Doc>,
  indexes: readonly Index[] = [],
): Model<Stored<Doc>> {
  const options = { versionKey: false, id: false, minimize: false, strict: 'throw', collection: name } as const;
  const definition: Record<string, FieldType> = { _id: String, ...fields };
  const schema = new Schema(definition, options);
  for (const [keys, settings] of indexes) schema.index(keys, settings);
  return connection.model<Stored<Doc>>(name, schema);
}

/** A collection of the driver, with the fields that all documents have. */
export type DriverCollection = mongo.Collection<{ readonly _id: string }>;

/** A condition on a document, as a MongoDB filter. */
export type Condition = mongo.Filter<{ readonly _id: string }>;

/** A change of a document, as a MongoDB update. */
export type Update = mongo.UpdateFilter<{ readonly _id: string }>;

/** A model, with the name of its collection. */
export interface AnyModel {
  readonly db: Connection;
  readonly collection: { readonly collectionName: string };
}

/** Returns the driver's collection of a model. */
export const driverCollection = ({ db, collection: { collectionName } }: AnyModel): DriverCollection =>
  db.collection<{ readonly _id: string }>(collectionName);

interface Indexed extends AnyModel {
  readonly schema: Pick<Schema, 'indexes'>;
}

/** Makes sure that a collection has its indexes, with one command. @throws Error when one of that name is another. */
export async function ensureIndexes(model: Indexed): Promise<void> {
  const indexes = model.schema.indexes().map(([key, settings]) => ({ ...settings, key }) as mongo.IndexDescription);
  if (indexes.length > 0) await driverCollection(model).createIndexes(indexes);
}

/** Returns the key of a document, which is unique among all tenants. */
export const keyOf = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(':');

/**
 * Returns the range of a tenant's keys of several parts (`;` follows `:`), for collections without a suitable index. No
 * key of another tenant is in it, also where that one's id begins with this one's.
 */
export const keysOf = (tenantId: string) => ({ $gte: `${tenantId}:`, $lt: `${tenantId};` }) as const;

/** The most values in one filter. */
const NAMED = 1_000;

/** The most changes in one bulk write, so that each write stays far below the time limit on a slow server. */
export const WRITTEN = 100;

/** Splits a list into batches, by default of as many values as one filter may name. */
export const inBatches = <T>(all: readonly T[], size = NAMED): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
