import type { Model, mongo } from 'mongoose';
import type { Workable } from '../domain/work.js';
import type { Stored } from './collection.js';
import type { Queued, QueuedWork } from './queued.js';
import type { Condition } from './reading.js';

type Options = Pick<mongo.FindOneAndUpdateOptions, 'arrayFilters' | 'returnDocument'>;

const WORK_ALONE = { _id: 0, work: 1 } as const;

/**
 * One conditional update of one document, with the driver's collection: every job makes two of them.
 * @returns the document's work afterwards, unless `options` say before; nothing when nothing matched
 */
export async function changeWork(
  { collection }: Model<Stored<Queued<Workable>>>,
  filter: Condition,
  update: object,
  options: Options = {},
): Promise<readonly QueuedWork[]> {
  const found = await collection.findOneAndUpdate(filter as never, update, {
    returnDocument: 'after',
    ...options,
    projection: WORK_ALONE,
  });
  return (found as { work?: QueuedWork[] } | null)?.work ?? [];
}
