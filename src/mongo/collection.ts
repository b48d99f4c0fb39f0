import { type Connection, type IndexDefinition, type IndexOptions, type Model, Schema } from 'mongoose';

/** A document under a key that begins with its tenant, so that one tenant's documents are a range of keys. */
export type Stored<Doc> = Doc & { readonly _id: string };

type FieldType = typeof String | typeof Number | typeof Date | typeof Boolean | typeof Schema.Types.Mixed;

/** Every field of a document: the compiler finds one that is missing, and a write of any other throws. */
export type Fields<Doc> = Record<Exclude<keyof Doc, '_id'>, FieldType>;

/** An index, as Mongoose takes it. */
export type Index = readonly [keys: IndexDefinition, options?: IndexOptions];

/** A value that is stored as it is. */
export const Any = Schema.Types.Mixed;

/** Declares a collection with its fields and indexes. */
export function collection<Doc>(
  connection: Connection,
  name: string,
  fields: Fields<Doc>,
  indexes: readonly Index[] = [],
): Model<Stored<Doc>> {
  const options = { versionKey: false, id: false, minimize: false, strict: 'throw', collection: name } as const;
  const schema = new Schema<Stored<Doc>>({ _id: String, ...fields } as never, options);
  for (const [keys, settings] of indexes) schema.index(keys, settings);
  return connection.model<Stored<Doc>>(name, schema);
}

/** The key of a document: no other tenant and no other id has it. */
export const keyOf = (tenantId: string, ...parts: readonly string[]): string => [tenantId, ...parts].join(':');
