import { isOriginIn } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/**
 * Returns the recipients of an invite's card. For a linked person it is the member. Otherwise it is the first of these
 * that exists: the channel or person that the connection names, the channel for invites, the installer, the managers.
 * Empty when there is nobody. An installer who has left or is a guest is skipped.
 */
export async function recipientsOf(
  ports: Ports,
  { tenantId, invitee, origins }: Pick<Invite, 'tenantId' | 'invitee' | 'origins'>,
): Promise<readonly string[]> {
  if (invitee.slackUserId) return [invitee.slackUserId];
  const [tenant, connections] = await Promise.all([
    ports.tenants.latest(tenantId),
    ports.connections.ofTenant(tenantId),
  ]);
  if (!tenant) return [];
  const named = connections.flatMap((one) =>
    one.unaddressedTo && origins.some((origin) => isOriginIn(origin, one)) ? [one.unaddressedTo] : [],
  );
  const [chosen] = await stillHere(ports, tenant, named);
  if (chosen) return [chosen];
  const { settings } = tenant;
  if (settings.fallbackChannel) return [settings.fallbackChannel];
  const installer = await installerOf(ports, tenant);
  return installer.length ? installer : stillHere(ports, tenant, settings.managers);
}

/**
 * Returns those who may decide for members and have not left: the named managers or, where there are none, the
 * installer.
 */
export const presentManagers = (ports: Ports, tenant: Tenant): Promise<readonly string[]> =>
  tenant.settings.managers.length > 0 ? stillHere(ports, tenant, tenant.settings.managers) : installerOf(ports, tenant);

/** Returns the installer, unless they have left or are a guest by now. */
async function installerOf(ports: Ports, { tenantId, installedBy }: Tenant): Promise<readonly string[]> {
  const member = installedBy === undefined ? null : await ports.members.get(tenantId, installedBy);
  return installedBy === undefined || member?.isDeactivated || member?.isGuest ? [] : [installedBy];
}

async function stillHere(ports: Ports, { tenantId }: Tenant, ids: readonly string[]): Promise<readonly string[]> {
  const members = await Promise.all(ids.map((id) => ports.members.get(tenantId, id)));
  return ids.filter((_, index) => !members[index]?.isDeactivated);
}
