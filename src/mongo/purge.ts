import type { Model } from 'mongoose';
import { keyOf, type Stored } from './collection.js';
import type { Models } from './models.js';

const BATCH = 1_000;

type OfTenant = Stored<{ readonly tenantId: string }>;

/**
 * Deletes everything of a tenant that is not active, and stops when it comes back meanwhile. What a reinstall writes
 * anew goes last, and of the tokens only those that were there before. The tenant itself goes at the very end: a purge
 * that was cut short is found and done again.
 * @throws Error when new tokens came before the tenant did: the next time tells whether it is back.
 */
export const purgeFrom =
  ({ tenant, member, connection, installation, ...others }: Models) =>
  async (tenantId: string): Promise<void> => {
    const self = { _id: keyOf(tenantId, tenantId), tenantId };
    const isBack = async () => (await tenant.exists({ ...self, status: 'active' })) !== null;
    const its = { _id: keyOf(tenantId), tenantId };
    const tokens = await installation.findOne(its).lean();
    for (const model of [...Object.values(others), connection, member])
      if (!(await emptied(model as unknown as Model<OfTenant>, tenantId, isBack))) return;
    if (tokens) await installation.deleteOne({ ...its, sealed: tokens.sealed });
    if (await installation.exists(its)) throw new Error('new tokens came while the tenant was purged');
    await tenant.deleteOne({ ...self, status: { $ne: 'active' } });
  };

/**
 * A thousand at a time. The keys of a tenant are a range (`;` follows `:`), so that no collection needs an index.
 * @returns false when the tenant came back before all was gone.
 */
async function emptied(model: Model<OfTenant>, tenantId: string, isBack: () => Promise<boolean>): Promise<boolean> {
  const range = { _id: { $gte: tenantId, $lt: `${tenantId};` }, tenantId };
  for (;;) {
    if (await isBack()) return false;
    const found = await model.find(range, { _id: 1 }).limit(BATCH).lean<{ _id: string }[]>();
    if (found.length === 0) return true;
    await model.deleteMany({ _id: { $in: found.map(({ _id }) => _id) }, tenantId });
  }
}
