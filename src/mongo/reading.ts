import type { Model, mongo } from 'mongoose';
import type { Stored } from './collection.js';
import { PLAIN } from './stored-work.js';
import type { Transactions } from './transactions.js';

/** What must hold of a document, in MongoDB's words. */
export type Condition = Readonly<Record<string, unknown>>;

/** Which documents come first, and how many of them. */
export type Order = Pick<mongo.FindOptions, 'sort' | 'limit'>;

/** Documents as they are stored, without what only this folder needs. */
export interface Reading<Doc> {
  one(filter: Condition, order?: Order): Promise<Doc | null>;
  many(filter: Condition, order?: Order): Promise<Doc[]>;
}

/**
 * Reads with the driver's collection, which takes half the processor of a model: its casting and hydrating have
 * nothing to add to typed filters and plain documents.
 * @param whole gives a document that an earlier release wrote the fields that came later
 * @param projection what to leave out
 */
export function reading<Doc>(
  { collection }: Model<Stored<Doc>>,
  { options }: Pick<Transactions, 'options'>,
  whole: (doc: Doc) => Doc = (doc) => doc,
  projection: Readonly<Record<string, 0 | 1>> = PLAIN,
): Reading<Doc> {
  const asked = (order: Order) => ({ projection, ...order, ...options() });
  return {
    one: async (filter, order = {}) => {
      const found = (await collection.findOne(filter as never, asked(order))) as Doc | null;
      return found && whole(found);
    },
    many: async (filter, order = {}) => {
      const found = (await collection.find(filter as never, asked(order)).toArray()) as Doc[];
      return found.map(whole);
    },
  };
}
