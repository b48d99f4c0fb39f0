import type { Connection, Model } from 'mongoose';
import { cache } from './cache.js';
import { collection, type Fields, keyOf, type Stored } from './collection.js';
import type { Secretbox } from './secretbox.js';
import type { Transactions } from './transactions.js';

interface StoredInstallation {
  readonly tenantId: string;
  /** Slack's installation, including its tokens, as sealed JSON. */
  readonly sealed: string;
  /** Time at which it was saved; absent where an earlier release wrote it. */
  readonly savedAt?: Date;
}

const fields: Fields<StoredInstallation> = { tenantId: String, sealed: String, savedAt: Date };

/** Slack's installation of each tenant, sealed at rest. It must be plain JSON. */
export interface Installations {
  save(tenantId: string, installation: object): Promise<void>;
  /** Returns a copy. Up to 5 s late where another process changed it. */
  load(tenantId: string): Promise<object | null>;
  /**
   * Removes the installation, at once in this process.
   * @param unlessSince an installation that was saved at this time or later stays
   */
  remove(tenantId: string, unlessSince?: Date): Promise<void>;
}

/** The collection of Slack installations. */
export const installationModel = (connection: Connection): Model<Stored<StoredInstallation>> =>
  collection<StoredInstallation>(connection, 'installations', fields);

/** Implements the store of Slack's installations, which are sealed at rest. */
export function installations(
  model: Model<Stored<StoredInstallation>>,
  transactions: Transactions,
  box: Secretbox,
): Installations {
  const filter = (tenantId: string) => ({ _id: keyOf(tenantId), tenantId });
  const texts = cache(async (tenantId) => {
    const found = await model.findOne(filter(tenantId), { _id: 0 }).lean<StoredInstallation>();
    return found && box.open(found.sealed, sealedFor(tenantId));
  }, transactions);
  return {
    save: async (tenantId, installation) => {
      const sealed = box.seal(JSON.stringify(installation), sealedFor(tenantId));
      const $set = { sealed, savedAt: new Date() };
      await texts.forgetAfter(tenantId, model.updateOne(filter(tenantId), { $set }, { upsert: true }).exec());
    },
    load: async (tenantId) => {
      const text = await texts.get(tenantId);
      return text === null ? null : (JSON.parse(text) as object);
    },
    remove: async (tenantId, unlessSince) => {
      const saved = unlessSince ? { savedAt: { $not: { $gte: unlessSince } } } : {};
      await texts.forgetAfter(tenantId, model.deleteOne({ ...filter(tenantId), ...saved }).exec());
    },
  };
}

/** Returns the context for sealing a tenant's installation. */
export const sealedFor = (tenantId: string): string => `installations:${tenantId}`;
