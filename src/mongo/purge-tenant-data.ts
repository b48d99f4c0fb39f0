import { type DriverCollection, driverCollection, keyOf, keysOf } from './collection.js';
import type { Models } from './models.js';

const BATCH = 1_000;

/**
 * Deletes everything of a tenant that is not active, and stops when the tenant installs Baton again meanwhile.
 * Documents that a reinstallation writes are deleted last; of the tokens, only those from before. The tenant's own
 * document is deleted at the very end, so that an interrupted purge is repeated.
 * @throws Error when new tokens came before the tenant's document: the next run checks whether the tenant is active
 * again.
 */
export const purgeTenantData =
  ({ tenant, member, connection, installation, ...others }: Models) =>
  async (tenantId: string): Promise<void> => {
    const self = { _id: keyOf(tenantId, tenantId), tenantId };
    const isBack = async () => (await tenant.exists({ ...self, status: 'active' })) !== null;
    const its = { _id: keyOf(tenantId), tenantId };
    const tokens = await installation.findOne(its).lean();
    for (const model of [...Object.values(others), connection, member])
      if (!(await emptied(driverCollection(model), tenantId, isBack))) return;
    if (tokens) await installation.deleteOne({ ...its, sealed: tokens.sealed });
    if (await installation.exists(its)) throw new Error('new tokens came while the tenant was purged');
    await tenant.deleteOne({ ...self, status: { $ne: 'active' } });
  };

/**
 * Deletes a tenant's documents in batches, by the range of its keys, so that no collection needs an index.
 * @returns false when the tenant installed Baton again before all was deleted.
 */
async function emptied(
  collection: DriverCollection,
  tenantId: string,
  isBack: () => Promise<boolean>,
): Promise<boolean> {
  const range = { _id: keysOf(tenantId), tenantId };
  // a tenant's only connection may have the tenant as its key, which is not in the range
  let keys = [keyOf(tenantId)];
  while (keys.length > 0) {
    if (await isBack()) return false;
    await collection.deleteMany({ _id: { $in: keys }, tenantId });
    const found = await collection.find(range, { projection: { _id: 1 }, limit: BATCH }).toArray();
    keys = found.map(({ _id }) => _id);
  }
  return true;
}
