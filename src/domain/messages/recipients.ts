import { isOriginIn } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import { managersOf, type Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/**
 * Returns the recipients of an invite's card: its member; while nobody is linked, the channel or the person whom its
 * connection names, or else the channel for invites, or else the installer, or else, once they have left, the managers.
 * Empty when there is nobody.
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
  const { settings, installedBy } = tenant;
  if (settings.fallbackChannel) return [settings.fallbackChannel];
  const installer = await stillHere(ports, tenant, installedBy ? [installedBy] : []);
  return installer.length ? installer : stillHere(ports, tenant, settings.managers);
}

/** Returns the managers who have not left. */
export const presentManagers = (ports: Ports, tenant: Tenant): Promise<string[]> =>
  stillHere(ports, tenant, managersOf(tenant));

async function stillHere(ports: Ports, { tenantId }: Tenant, ids: readonly string[]): Promise<string[]> {
  const members = await Promise.all(ids.map((id) => ports.members.get(tenantId, id)));
  return ids.filter((_, index) => !members[index]?.isDeactivated);
}
