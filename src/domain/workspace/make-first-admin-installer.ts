import { type Actor, isAdminRole } from '../model/member/member.js';
import { roleIn } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';
import { installTenant } from './install-tenant.js';

/**
 * Makes the first admin who opens Baton its installer, and welcomes them, where the installer is unknown: the tokens of
 * Socket Mode name nobody.
 */
export async function makeFirstAdminInstaller(ports: Ports, by: Actor): Promise<void> {
  const tenant = await ports.tenants.get(by.tenantId);
  if (tenant?.status !== 'active' || tenant.installedBy || !isAdminRole(await roleIn(ports, by))) return;
  const { tenantId, name } = tenant;
  await installTenant(ports, { tenantId, name, installedBy: by.slackUserId });
}
