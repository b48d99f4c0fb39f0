import type { mongo } from 'mongoose';
import type { HistoryLine } from '../domain/model/history-line.js';
import type { Ref, Work, Workable } from '../domain/model/outbox-work.js';
import { KEPT } from '../domain/model/stored-size-limits.js';
import type { Transition } from '../domain/ports.js';
import { batchedReadsOf } from './batched-reads.js';
import { type AnyModel, type Condition, driverCollection, keyOf, type Update } from './collection.js';
import { OBSOLETE_FIELDS, PUBLIC_FIELDS, type StoredWork, storedWork, workOf, workWithLease } from './stored-work.js';
import type { Transactions } from './transactions.js';

/** The fields that a write returns: the leases of work are turned into `leasedUntil`. */
const WRITTEN_FIELDS = { _id: 0, ...OBSOLETE_FIELDS } as const;

/** The order and the number of the documents that are read. */
export type Order = Pick<mongo.FindOptions, 'sort' | 'limit'>;

/** The condition of a read, which always names its tenant. */
export type Filter = Condition & { readonly tenantId: string };

/** Reads of one collection. */
export interface Reader<Doc> {
  one(filter: Filter, order?: Order): Promise<Doc | null>;
  /** Finds a few hundred documents at most. Combined with other reads of the same moment. */
  some(filter: Filter, order?: Order): Promise<Doc[]>;
  /** Finds any number of documents. */
  many(filter: Condition, order?: Order): Promise<Doc[]>;
}

/**
 * Reads with the driver's collection. Reads by `one` and `some` at the same moment become one command.
 * @param upgrade adds fields of later releases to a document of an earlier release
 * @param projection the fields to return or to leave out
 */
export function reader<Doc extends object>(
  model: AnyModel,
  { options }: Pick<Transactions, 'options'>,
  upgrade: (doc: Doc) => Doc = (doc) => doc,
  projection: Readonly<Record<string, 0 | 1>> = PUBLIC_FIELDS,
): Reader<Doc> {
  const collection = driverCollection(model);
  const batched = batchedReadsOf(model.db);
  const read = (found: mongo.Document): Doc => upgrade(withoutLeases(found) as Doc);
  const many = async (filter: Condition, order: Order = {}): Promise<Doc[]> =>
    (await collection.find<Doc>(filter, { projection, ...order, ...options() }).toArray()).map(upgrade);
  const some = async (filter: Filter, order: Order = {}): Promise<Doc[]> => {
    // a transaction makes one call after the other
    if (options().session) return many(filter, order);
    return (await batched({ collection, filter, options: { projection, ...order } })).map(read);
  };
  return { one: async (filter, order = {}) => (await some(filter, { ...order, limit: 1 }))[0] ?? null, some, many };
}

/** Removes the leases from work: SecantusDB keeps them in a union, whatever the projection says. */
const withoutLeases = ({ work, ...found }: mongo.Document): mongo.Document =>
  work === undefined ? found : { ...found, work: (work as readonly StoredWork[]).map(workOf) };

/** Reads and writes of one collection whose documents carry work. */
export interface Documents<Doc extends Workable> extends Reader<Doc> {
  /** @throws Duplicate when one of its unique keys is taken. */
  insert(doc: Doc): Promise<void>;
  get(ref: Ref): Promise<Doc | null>;
  /**
   * Makes one conditional update.
   * @returns the document afterwards with the leases of its work; null when nothing matched.
   */
  update(ref: Ref, condition: Condition, update: Update | mongo.Document[]): Promise<Doc | null>;
  /** Makes one update that inserts a missing document. @returns as `update`. */
  upsert(ref: Ref, update: Update | mongo.Document[]): Promise<Doc>;
}

/**
 * Reads and writes with the driver's collection.
 * @param upgrade as in `reader`
 */
export function documents<Doc extends Workable>(
  model: AnyModel,
  transactions: Transactions,
  upgrade: (doc: Doc) => Doc = (doc) => doc,
): Documents<Doc> {
  const { options, unique } = transactions;
  const collection = driverCollection(model);
  const { one, some, many } = reader(model, transactions, upgrade);
  const after = { returnDocument: 'after', projection: WRITTEN_FIELDS } as const;
  const read = (found: mongo.Document): Doc => {
    const stored: readonly StoredWork[] = found.work ?? [];
    return upgrade(Object.assign(found, { work: stored.map(workWithLease) }) as mongo.Document as Doc);
  };
  return {
    one,
    some,
    many,
    insert: async (doc) => {
      const stored = { ...doc, _id: keyOf(doc.tenantId, doc.id), work: storedWork(doc.work) };
      await unique(doc.id, collection.insertOne(stored, options()));
    },
    get: ({ tenantId, id }) => one({ _id: keyOf(tenantId, id), tenantId }),
    update: async ({ tenantId, id }, condition, update) => {
      const filter = { _id: keyOf(tenantId, id), tenantId, ...condition };
      const found = collection.findOneAndUpdate(filter, update, { ...after, ...options() });
      const updated = await unique(id, found);
      return updated && read(updated);
    },
    upsert: async ({ tenantId, id }, update) => {
      const filter = { _id: keyOf(tenantId, id), tenantId };
      const settings = { ...after, ...options(), upsert: true } as const;
      const updated = await collection.findOneAndUpdate(filter, update, settings);
      // SecantusDB returns nothing to the second of two concurrent upserts
      return updated ? read(updated) : ((await one(filter)) as Doc);
    },
  };
}

/** Adds work. */
export const pushWork = (work: readonly Work[]) => ({ $push: { work: { $each: storedWork(work) } } });

/** Adds a line to a history, of which the latest are kept. */
export const pushLine = (line: HistoryLine) => ({ history: { $each: [line], $slice: -KEPT.history } });

/** Matches any of the values. */
export const oneOf = <T>(values: readonly T[]) => (values.length === 1 ? values[0] : { $in: values });

/** Returns the filter that a document must match for a transition. */
export const conditionOf = <Status, Doc>({ from, revision }: Transition<Status, Doc>): Condition => ({
  status: oneOf(from),
  ...(revision !== undefined && { revision }),
});

interface Stateful {
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}

/** Returns the update of a transition. */
export function updateOf<Status, Doc extends Stateful>(transition: Transition<Status, Doc>): Update | mongo.Document[] {
  const { set, unset = [], line, work, raise = 1, ends = [] } = transition;
  if (ends.length > 0) return endingUpdateOf(transition, ends);
  return {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
    $inc: { revision: raise },
    $push: { ...(line && pushLine(line)), work: { $each: storedWork(work) } },
  };
}

/**
 * Builds the same update as `updateOf`, by expressions: an update by operators cannot both add items to an array and
 * remove some.
 */
function endingUpdateOf<Status, Doc extends Stateful>(
  { set, unset = [], line, work, raise = 1 }: Transition<Status, Doc>,
  ends: readonly Work[],
): mongo.Document[] {
  const isEnding = { $in: ['$$item.id', ends.map(({ id }) => id)] };
  const left = { $filter: { input: '$work', as: 'item', cond: { $not: [isEnding] } } };
  const history = { $concatArrays: ['$history', { $literal: line ? [line] : [] }] };
  const change = {
    ...literals(set),
    revision: { $add: ['$revision', raise] },
    history: { $slice: [history, -KEPT.history] },
    work: { $concatArrays: [left, { $literal: storedWork(work) }] },
  };
  return [{ $set: change }, ...(unset.length > 0 ? [{ $unset: unset }] : [])];
}

const literals = (set: object): mongo.Document =>
  Object.fromEntries(
    Object.entries(set).flatMap(([field, value]) => (value === undefined ? [] : [[field, { $literal: value }]])),
  );
