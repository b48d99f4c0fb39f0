import type { mongo } from 'mongoose';
import type { Workable } from '../../src/domain/model/outbox-work.js';
import { keyOf } from '../../src/mongo/collection.js';
import { storedWork } from '../../src/mongo/stored-work.js';

/** A collection of the bare driver. */
export type Documents = mongo.Collection<{ _id: string }>;

const BATCH = 5000;

/** Converts a document with work to the product's stored form. */
export const stored = <Doc extends Workable>(doc: Doc) => ({
  ...doc,
  _id: keyOf(doc.tenantId, doc.id),
  work: storedWork(doc.work),
});

/** Number of concurrent batches. */
const AT_ONCE = 3;

/** Inserts documents in large batches with the bare driver. */
export async function loadDocuments(collection: Documents, documents: Iterable<{ _id: string }>): Promise<void> {
  const batches = batchesOf(documents);
  const load = async () => {
    for (const batch of batches) await collection.insertMany(batch, { ordered: false });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, load));
}

function* batchesOf<T>(all: Iterable<T>): Generator<T[], void> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
