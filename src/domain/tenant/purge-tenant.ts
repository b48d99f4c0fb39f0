import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';

/** Deletes everything of a tenant that is still uninstalled. */
export async function purgeTenant(ports: Ports, ref: Ref): Promise<void> {
  const tenant = await ports.tenants.get(ref.tenantId);
  if (tenant?.status === 'uninstalled') await ports.tenants.purge(ref.tenantId);
}
