import type { Model } from 'mongoose';
import type { HistoryLine } from '../domain/model/history.js';
import { KEPT } from '../domain/model/limits.js';
import type { Ref, Work, Workable } from '../domain/model/work.js';
import type { Transition } from '../domain/ports.js';
import { keyOf, type Stored } from './collection.js';
import { type Condition, type Reading, reading } from './reading.js';
import { PLAIN, queued } from './stored-work.js';
import type { Transactions } from './transactions.js';

/** An update, in MongoDB's words. */
export type Update = Readonly<Record<string, unknown>>;

/** What all workable documents can do. */
export interface Documents<Doc extends Workable> extends Reading<Doc> {
  /** @throws Duplicate when one of its unique keys is taken. */
  insert(doc: Doc): Promise<void>;
  get(ref: Ref): Promise<Doc | null>;
  /** One conditional update. @returns the document afterwards, or null when nothing matched. */
  update(ref: Ref, condition: Condition, update: Update): Promise<Doc | null>;
  /** One update that inserts what is not there. @returns the document afterwards */
  upsert(ref: Ref, update: Update | readonly Update[]): Promise<Doc>;
}

/**
 * Inserts and conditional updates are what people and senders wait for: they go to the driver's collection, which
 * takes a quarter less of the processor than a model, whose casting has nothing to add to typed values.
 * @param whole gives a document that an earlier release wrote the fields that came later
 */
export function documents<Doc extends Workable>(
  model: Model<Stored<Doc>>,
  transactions: Transactions,
  whole: (doc: Doc) => Doc = (doc) => doc,
): Documents<Doc> {
  const { options, unique } = transactions;
  const { collection } = model;
  const { one, many } = reading(model, transactions, whole);
  const after = { returnDocument: 'after', projection: PLAIN } as const;
  return {
    one,
    many,
    insert: async (doc) => {
      const stored = { ...doc, _id: keyOf(doc.tenantId, doc.id), work: queued(doc.work) };
      await unique(doc.id, collection.insertOne(stored as never, options()));
    },
    get: ({ tenantId, id }) => one({ _id: keyOf(tenantId, id), tenantId }),
    update: async ({ tenantId, id }, condition, update) => {
      const filter = { _id: keyOf(tenantId, id), tenantId, ...condition };
      const found = collection.findOneAndUpdate(filter as never, update, { ...after, ...options() });
      const updated = (await unique(id, found)) as Doc | null;
      return updated && whole(updated);
    },
    upsert: async ({ tenantId, id }, update) => {
      const filter = { _id: keyOf(tenantId, id), tenantId };
      const settings = { ...after, ...options(), upsert: true } as const;
      const updated = await collection.findOneAndUpdate(filter as never, update as never, settings);
      // SecantusDB tells nothing to whoever came second to insert it
      return updated ? whole(updated as unknown as Doc) : ((await one(filter)) as Doc);
    },
  };
}

/** Adds work. */
export const pushWork = (work: readonly Work[]): Update => ({ $push: { work: { $each: queued(work) } } });

/** Adds a line to a history, of which the latest are kept. */
export const pushLine = (line: HistoryLine) => ({ history: { $each: [line], $slice: -KEPT.history } });

/** Matches any of the values. */
export const oneOf = <T>(values: readonly T[]) => (values.length === 1 ? values[0] : { $in: values });

/** What must hold for a transition, as MongoDB's filter. */
export const conditionOf = <Status, Doc>({ from, revision }: Transition<Status, Doc>): Condition => ({
  status: oneOf(from),
  ...(revision !== undefined && { revision }),
});

/** A transition as MongoDB's update. */
export function updateOf<Status, Doc extends { revision: number; history: readonly HistoryLine[] }>({
  set,
  unset = [],
  line,
  work,
  raise = 1,
}: Transition<Status, Doc>): Update {
  return {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
    $inc: { revision: raise },
    $push: { ...(line && pushLine(line)), work: { $each: queued(work) } },
  };
}
