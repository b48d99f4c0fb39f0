import type { Model } from 'mongoose';
import { keyOf, type Stored } from './collection.js';
import type { Models } from './models.js';

const BATCH = 1_000;

type OfTenant = Stored<{ readonly tenantId: string }>;

/**
 * Deletes everything of a tenant that is not active. The tenant itself goes last: a purge that was cut short is found
 * and done again.
 */
export const purgeFrom =
  ({ tenant, ...others }: Models) =>
  async (tenantId: string): Promise<void> => {
    const self = { _id: keyOf(tenantId, tenantId), tenantId };
    if (await tenant.exists({ ...self, status: 'active' })) return;
    for (const model of Object.values(others)) await empty(model as unknown as Model<OfTenant>, tenantId);
    await tenant.deleteOne({ ...self, status: { $ne: 'active' } });
  };

/** A thousand at a time. The keys of a tenant are a range (`;` follows `:`), so that no collection needs an index. */
async function empty(model: Model<OfTenant>, tenantId: string): Promise<void> {
  const range = { _id: { $gte: tenantId, $lt: `${tenantId};` }, tenantId };
  for (;;) {
    const found = await model.find(range, { _id: 1 }).limit(BATCH).lean<{ _id: string }[]>();
    if (found.length === 0) return;
    await model.deleteMany({ _id: { $in: found.map(({ _id }) => _id) }, tenantId });
  }
}
