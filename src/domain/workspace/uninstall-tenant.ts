import { todo } from '../model/outbox-work.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/** The time for which the data of an uninstalled tenant is kept, in milliseconds. */
export const PURGE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** Returns a time that is certainly later than an event which Slack reports in whole seconds. */
export const soonAfter = (at: Date): Date => new Date(at.getTime() + 1000);

/** Makes a test whether a tenant was installed after a removal. @param at the removal, in Slack's whole seconds */
export const installedAfter =
  (at: Date) =>
  ({ installedAt }: Pick<Tenant, 'installedAt'>): boolean =>
    soonAfter(at) <= installedAt;

/**
 * Marks a tenant as uninstalled and plans the deletion of its data. Slack reports a removal by two events in either
 * order: the second changes nothing.
 * @param isLater tells whether the present installation is later than the removal, and stays; false when absent
 * @returns true when the tenant is not installed now
 */
export function uninstallTenant(
  ports: Ports,
  tenantId: string,
  isLater: (installed: Tenant) => boolean = () => false,
): Promise<boolean> {
  const purgeAt = new Date(ports.clock.now().getTime() + PURGE_AFTER_MS);
  return ports.atomically(async () => {
    const tenant = await ports.tenants.get(tenantId);
    const isBack = tenant?.status === 'active' && isLater(tenant);
    if (!isBack) await ports.tenants.uninstall(tenantId, [todo('purge-tenant', purgeAt)]);
    return !isBack;
  });
}
