import type { Settings, Tenant } from '../../../src/domain/model/tenant/tenant.js';
import type { Tenants } from '../../../src/domain/ports.js';
import { find, insert, update, withWork } from './documents.js';
import type { Store, Tables } from './store.js';

const purge = (tables: Tables, tenantId: string): void => {
  if (find(tables.tenant, { tenantId, id: tenantId })?.status === 'active') return;
  for (const table of Object.values(tables) as Map<string, { tenantId?: string }>[])
    for (const [key, doc] of table) if (doc.tenantId === tenantId) table.delete(key);
};

/** Returns the fields that a reinstallation does not change. */
const whileActive = ({ installedBy, activeSince }: Tenant) => ({ activeSince, ...(installedBy && { installedBy }) });

/** @param defaults hold where a tenant has set nothing */
export function memoryTenants({ run }: Store, defaults: Settings): Tenants {
  const complete = (tenant: Tenant): Tenant => ({ ...tenant, settings: { ...defaults, ...tenant.settings } });
  const tell = (operation: (table: Tables['tenant']) => Tenant | null) =>
    run(({ tenant }) => {
      const found = operation(tenant);
      return found && complete(found);
    });
  const get = (tenantId: string) => tell((tenants) => find(tenants, { tenantId, id: tenantId }));
  return {
    get,
    latest: get,
    install: async (given) => {
      const tenant = given as Tenant;
      const installed = await tell((tenants) => {
        if (!find(tenants, tenant)) insert(tenants, { ...tenant, work: [] });
        return update(tenants, tenant, (found) => ({
          ...found,
          ...tenant,
          ...(found.status === 'active' && whileActive(found)),
          settings: found.settings,
          work: [...found.work.filter(({ job }) => job !== 'purge-tenant'), ...tenant.work],
        }));
      });
      return installed ?? complete(tenant);
    },
    uninstall: (tenantId, work) =>
      tell((tenants) => {
        const ref = { tenantId, id: tenantId };
        if (find(tenants, ref)?.status !== 'active') return null;
        return update(tenants, ref, (found) => ({ ...withWork(found, work), status: 'uninstalled' }));
      }),
    configure: (tenantId, settings) =>
      tell((tenants) =>
        update(tenants, { tenantId, id: tenantId }, (found) => ({
          ...found,
          settings: { ...found.settings, ...settings },
        })),
      ),
    addWork: (tenantId, work) =>
      tell((tenants) => update(tenants, { tenantId, id: tenantId }, (found) => withWork(found, work))),
    setRemovedConnections: (tenantId, removedConnections) =>
      tell((tenants) => update(tenants, { tenantId, id: tenantId }, (found) => ({ ...found, removedConnections }))),
    purge: (tenantId) => run((tables) => purge(tables, tenantId)),
  };
}
