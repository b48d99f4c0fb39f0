import { type Actor, isAdminRole } from '../model/member/member.js';
import { roleIn } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';
import { installTenant } from './install-tenant.js';

/**
 * Takes the first admin who opens Baton for its installer, and greets them, where nobody is known to have installed it:
 * with the tokens of Socket Mode Slack does not name anybody.
 */
export async function adoptInstaller(ports: Ports, by: Actor): Promise<void> {
  const tenant = await ports.tenants.get(by.tenantId);
  if (tenant?.status !== 'active' || tenant.installedBy || !isAdminRole(await roleIn(ports, by))) return;
  const { tenantId, name } = tenant;
  await installTenant(ports, { tenantId, name, installedBy: by.slackUserId });
}
