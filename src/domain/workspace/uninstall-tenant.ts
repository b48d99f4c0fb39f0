import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** How long the data of a tenant that uninstalled are kept for a change of mind, in milliseconds. */
export const PURGE_AFTER = 30 * 24 * 60 * 60 * 1000;

/** From when on something is later than what Slack tells in whole seconds. */
export const soonAfter = (at: Date): Date => new Date(at.getTime() + 1000);

/**
 * The workspace removed Baton. Slack tells it by two events in either order: the second changes nothing.
 * @param at when it was removed, where that is known: what was installed again since stays
 * @returns whether it is not installed now
 */
export function uninstallTenant(ports: Ports, tenantId: string, at?: Date): Promise<boolean> {
  const purgeAt = new Date(ports.clock.now().getTime() + PURGE_AFTER);
  return ports.atomically(async () => {
    const tenant = await ports.tenants.get(tenantId);
    const isBack = tenant?.status === 'active' && !!at && soonAfter(at) <= tenant.installedAt;
    if (!isBack) await ports.tenants.uninstall(tenantId, [todo('purge-tenant', purgeAt)]);
    return !isBack;
  });
}
