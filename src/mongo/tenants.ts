import type { Connection, Model } from 'mongoose';
import type { NewTenant, Settings, Tenant } from '../domain/model/tenant/tenant.js';
import type { Tenants } from '../domain/ports.js';
import { cache } from './cache.js';
import { Any, type Condition, collection, type Fields, keyOf, type Stored, type Update } from './collection.js';
import { documents, pushWork } from './documents.js';
import { storedWork, workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Tenant> = {
  ...workableFields,
  name: String,
  status: String,
  installedBy: String,
  installedAt: Date,
  activeSince: Date,
  settings: Any,
  removedConnections: Any,
};

/** The collection of tenants. */
export const tenantModel = (connection: Connection): Model<Stored<Tenant>> =>
  collection<Tenant>(connection, 'tenants', fields, workIndexes);

/**
 * Implements the repository of tenants.
 * @param defaults apply where a tenant has set nothing, also to settings of later releases
 * @param purge deletes everything of a tenant
 */
export function tenants(
  model: Model<Stored<Tenant>>,
  transactions: Transactions,
  defaults: Settings,
  purge: (tenantId: string) => Promise<void>,
): Tenants {
  const complete = (tenant: Tenant): Tenant => ({
    ...tenant,
    activeSince: tenant.activeSince ?? tenant.installedAt,
    settings: { ...defaults, ...tenant.settings },
  });
  const { get, update } = documents(model, transactions, complete);
  const refOf = (tenantId: string) => ({ tenantId, id: tenantId });
  const known = cache((tenantId) => get(refOf(tenantId)), transactions);
  const change = (tenantId: string, condition: Condition, to: Update) =>
    known.forgetAfter(tenantId, update(refOf(tenantId), condition, to));
  return {
    get: known.get,
    latest: (tenantId) => get(refOf(tenantId)),
    install: async (tenant) => {
      await known.forgetAfter(tenant.tenantId, install(model, tenant));
      return (await get(refOf(tenant.tenantId))) ?? complete(tenant as Tenant);
    },
    uninstall: (tenantId, work) =>
      change(tenantId, { status: 'active' }, { $set: { status: 'uninstalled' }, ...pushWork(work) }),
    configure: (tenantId, settings) => {
      const $set = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`settings.${name}`, value]));
      return Object.keys($set).length > 0 ? change(tenantId, {}, { $set }) : known.get(tenantId);
    },
    addWork: (tenantId, work) => change(tenantId, {}, pushWork(work)),
    setRemovedConnections: (tenantId, removedConnections) => change(tenantId, {}, { $set: { removedConnections } }),
    purge: (tenantId) => known.forgetAfter(tenantId, purge(tenantId)),
  };
}

/** The fields that stay unchanged while a tenant is active. */
const WHILE_ACTIVE: readonly string[] = ['installedBy', 'activeSince'] satisfies (keyof Tenant)[];

function given(name: string, value: unknown) {
  const $literal = { $literal: value };
  if (!WHILE_ACTIVE.includes(name)) return $literal;
  return { $cond: [{ $eq: ['$status', 'active'] }, { $ifNull: [`$${name}`, $literal] }, $literal] };
}

/** Inserts or reactivates the tenant with one upsert. Removes the purge that an earlier uninstallation planned. */
async function install(model: Model<Stored<Tenant>>, tenant: NewTenant): Promise<void> {
  const { tenantId, settings, work, ...rest } = tenant;
  const kept = {
    $filter: { input: { $ifNull: ['$work', []] }, cond: { $ne: ['$$this.job', 'purge-tenant'] } },
  };
  const change = {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, given(name, value)])),
    settings: { $ifNull: ['$settings', { $literal: settings }] },
    work: { $concatArrays: [kept, { $literal: storedWork(work) }] },
  };
  const filter = { _id: keyOf(tenantId, tenantId), tenantId };
  await model.updateOne(filter, [{ $set: change }], { upsert: true, updatePipeline: true });
}
