import type { Model, mongo } from 'mongoose';
import type { Workable } from '../domain/model/work.js';
import type { Stored } from './collection.js';
import type { Condition } from './reading.js';
import { type Queued, type QueuedWork, UNUSED } from './stored-work.js';

type Options = Pick<mongo.FindOneAndUpdateOptions, 'arrayFilters' | 'returnDocument' | 'maxTimeMS'>;
type Found = Queued<Workable>;

const WORK_ALONE = { _id: 0, work: 1 } as const;

/**
 * One conditional update of one document, with the driver's collection: every job makes two of them.
 * @returns the document's work afterwards, unless `options` say before; nothing when nothing matched
 */
export async function changeWork(
  model: Model<Stored<Found>>,
  filter: Condition,
  update: object,
  options: Options = {},
): Promise<readonly QueuedWork[]> {
  return (await changeWorkOf(model, filter, update, { ...options, projection: WORK_ALONE }))?.work ?? [];
}

/** The same; the document comes back whole. */
export async function changeWorkOf(
  { collection }: Model<Stored<Found>>,
  filter: Condition,
  update: object,
  options: Options & { readonly projection?: object } = {},
): Promise<Found | null> {
  const settings = { returnDocument: 'after', projection: { _id: 0, ...UNUSED }, ...options } as const;
  return (await collection.findOneAndUpdate(filter as never, update, settings)) as Found | null;
}
