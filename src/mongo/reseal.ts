import type { Model } from 'mongoose';
import type { Stored } from './collection.js';
import type { Secretbox } from './secretbox.js';

/** A collection whose documents have sealed secrets. */
export type SealedModel = Model<Stored<{ readonly tenantId: string; readonly sealed: string }>>;

/**
 * Seals under the newest key whatever an older one sealed. A secret that changes meanwhile is left alone: it was
 * sealed with the newest key.
 * @returns how many were sealed anew
 */
export async function reseal(
  model: SealedModel,
  box: Secretbox,
  sealedFor: (tenantId: string) => string,
): Promise<number> {
  let count = 0;
  for await (const { _id, tenantId, sealed } of model.find({}).lean().cursor()) {
    if (box.isCurrent(sealed)) continue;
    const context = sealedFor(tenantId);
    const anew = box.seal(box.open(sealed, context), context);
    const { modifiedCount } = await model.updateOne({ _id, tenantId, sealed }, { $set: { sealed: anew } });
    count += modifiedCount;
  }
  return count;
}
