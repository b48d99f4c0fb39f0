import type { Connection, Model } from 'mongoose';
import { cache } from './cache.js';
import { collection, type Fields, keyOf, type Stored } from './collection.js';
import type { Secretbox } from './secretbox.js';
import type { Transactions } from './transactions.js';

interface StoredInstallation {
  readonly tenantId: string;
  /** Slack's installation, including its tokens, as sealed JSON. */
  readonly sealed: string;
  /** Absent where an earlier release wrote it. */
  readonly savedAt?: Date;
}

const fields: Fields<StoredInstallation> = { tenantId: String, sealed: String, savedAt: Date };

/** Slack's installation of each tenant, sealed at rest. It must be plain JSON. */
export interface Installations {
  save(tenantId: string, installation: object): Promise<void>;
  /** A copy of its own. Up to 5 s late where another process changed it. */
  load(tenantId: string): Promise<object | null>;
  /**
   * At once in this process.
   * @param unlessSince what was saved at this time or later stays, where it is given
   */
  remove(tenantId: string, unlessSince?: Date): Promise<void>;
}

/** The collection of Slack installations. */
export const installationModel = (connection: Connection): Model<Stored<StoredInstallation>> =>
  collection<StoredInstallation>(connection, 'installations', fields);

/** Slack installations, sealed at rest. */
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
      await texts.forgetAfter(model.updateOne(filter(tenantId), { $set }, { upsert: true }).exec());
    },
    load: async (tenantId) => {
      const text = await texts.get(tenantId);
      return text === null ? null : (JSON.parse(text) as object);
    },
    remove: async (tenantId, unlessSince) => {
      const saved = unlessSince ? { savedAt: { $not: { $gte: unlessSince } } } : {};
      await texts.forgetAfter(model.deleteOne({ ...filter(tenantId), ...saved }).exec());
    },
  };
}

/** The context that a tenant's installation is sealed for. */
export const sealedFor = (tenantId: string): string => `installations:${tenantId}`;
