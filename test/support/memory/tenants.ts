import type { Tenants } from '../../../src/domain/ports.js';
import type { Tenant } from '../../../src/domain/tenant/tenant.js';
import { find, insert, update, withWork } from './documents.js';
import type { Store, Tables } from './store.js';

const purge = (tables: Tables, tenantId: string): void => {
  if (find(tables.tenant, { tenantId, id: tenantId })?.status === 'active') return;
  for (const table of Object.values(tables) as Map<string, { tenantId?: string }>[])
    for (const [key, doc] of table) if (doc.tenantId === tenantId) table.delete(key);
};

/** What an installation on top of another does not change. */
const whileActive = ({ installedBy, activeSince }: Tenant) => ({ activeSince, ...(installedBy && { installedBy }) });

export const memoryTenants = ({ run }: Store): Tenants => ({
  get: (tenantId) => run(({ tenant }) => find(tenant, { tenantId, id: tenantId })),
  install: (given) =>
    run(({ tenant }) => {
      if (!find(tenant, given)) insert(tenant, { ...given, work: [] });
      const again = update(tenant, given, (found) => ({
        ...found,
        ...given,
        ...(found.status === 'active' && whileActive(found)),
        settings: found.settings,
        work: [...found.work.filter(({ job }) => job !== 'purge-tenant'), ...given.work],
      }));
      return again ?? given;
    }),
  uninstall: (tenantId, work) =>
    run(({ tenant }) => {
      const ref = { tenantId, id: tenantId };
      if (find(tenant, ref)?.status !== 'active') return null;
      return update(tenant, ref, (found) => ({ ...withWork(found, work), status: 'uninstalled' }));
    }),
  configure: (tenantId, settings) =>
    run(({ tenant }) =>
      update(tenant, { tenantId, id: tenantId }, (found) => ({
        ...found,
        settings: { ...found.settings, ...settings },
      })),
    ),
  addWork: (tenantId, work) =>
    run(({ tenant }) => update(tenant, { tenantId, id: tenantId }, (found) => withWork(found, work))),
  purge: (tenantId) => run((tables) => purge(tables, tenantId)),
});
