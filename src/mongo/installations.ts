import type { Connection, Model } from 'mongoose';
import { collection, type Fields, keyOf, type Stored } from './collection.js';
import { remember } from './remember.js';
import type { Secretbox } from './secretbox.js';
import type { Transactions } from './transactions.js';

interface StoredInstallation {
  readonly tenantId: string;
  /** What Slack gave at the installation, tokens among it, as sealed JSON. */
  readonly sealed: string;
}

const fields: Fields<StoredInstallation> = { tenantId: String, sealed: String };

/** What Slack gave each tenant's installation, sealed at rest. It must be plain JSON. */
export interface Installations {
  save(tenantId: string, installation: object): Promise<void>;
  /** A copy of its own. Up to 5 s late where another process changed it. */
  load(tenantId: string): Promise<object | null>;
  /** At once in this process. */
  remove(tenantId: string): Promise<void>;
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
  const texts = remember(async (tenantId) => {
    const found = await model.findOne(filter(tenantId), { _id: 0 }).lean<StoredInstallation>();
    return found && box.open(found.sealed, sealedFor(tenantId));
  }, transactions);
  return {
    save: async (tenantId, installation) => {
      const sealed = box.seal(JSON.stringify(installation), sealedFor(tenantId));
      await texts.forgetAfter(model.updateOne(filter(tenantId), { $set: { sealed } }, { upsert: true }).exec());
    },
    load: async (tenantId) => {
      const text = await texts.get(tenantId);
      return text === null ? null : (JSON.parse(text) as object);
    },
    remove: async (tenantId) => {
      await texts.forgetAfter(model.deleteOne(filter(tenantId)).exec());
    },
  };
}

/** What a tenant's installation is sealed for. */
export const sealedFor = (tenantId: string): string => `installations:${tenantId}`;
