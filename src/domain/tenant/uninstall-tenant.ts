import type { Ports } from '../ports.js';
import { todo } from '../work.js';

/** How long the data of a tenant that uninstalled are kept for a change of mind, in milliseconds. */
export const PURGE_AFTER = 30 * 24 * 60 * 60 * 1000;

/** The workspace removed Baton. Slack tells it by two events in either order: the second changes nothing. */
export async function uninstallTenant(ports: Ports, tenantId: string): Promise<void> {
  const purgeAt = new Date(ports.clock.now().getTime() + PURGE_AFTER);
  await ports.tenants.uninstall(tenantId, [todo('purge-tenant', purgeAt)]);
}
