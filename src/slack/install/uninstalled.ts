import { uninstallTenant } from '../../domain/tenant/uninstall-tenant.js';
import type { Happened, OnEvent } from '../asked.js';

/** The workspace removed Baton. Slack tells it twice, in either order, and may repeat each. */
export const uninstalled: OnEvent<object> = async (happened) => {
  if (await isOlderThanInstallation(happened)) return;
  await uninstallTenant(happened.ports, happened.tenantId);
  await happened.forgetInstallation();
};

/** Tokens of people do not matter: Baton has none. */
export const tokensRevoked: OnEvent<{ readonly tokens: { readonly bot?: readonly string[] } }> = async (happened) => {
  if (happened.event.tokens.bot?.length) await uninstalled(happened);
};

/** A late repetition must not remove what was installed again meanwhile. Slack's times are in whole seconds. */
async function isOlderThanInstallation({ ports, tenantId, at }: Happened<object>): Promise<boolean> {
  const tenant = await ports.tenants.get(tenantId);
  return tenant?.status === 'active' && !!at && at.getTime() + 999 < tenant.installedAt.getTime();
}
