import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** The time for which the data of an uninstalled tenant is kept, in milliseconds. */
export const PURGE_AFTER = 30 * 24 * 60 * 60 * 1000;

/** Returns a time that is certainly later than an event which Slack reports in whole seconds. */
export const soonAfter = (at: Date): Date => new Date(at.getTime() + 1000);

/**
 * Marks a tenant as uninstalled and plans the deletion of its data. Slack reports a removal by two events in either
 * order: the second changes nothing.
 * @param at the time of the removal, where known: a later installation stays
 * @returns true when the tenant is not installed now
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
