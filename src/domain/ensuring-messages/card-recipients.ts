import { isOriginIn } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import { whyNotManager } from '../model/member/member.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/**
 * Returns the recipients of an invite's card. For a linked person it is the member. Otherwise it is the first of these
 * that exists: the channel or person that the connection names, the channel for invites, the installer, the managers.
 * Empty when there is nobody. An installer or a manager who has left, is a guest, a bot or of another workspace is skipped.
 */
export async function cardRecipients(
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
  const [chosen] = await stillHere(ports, tenant, named, tenant.settings.guests);
  if (chosen) return [chosen];
  const { settings } = tenant;
  if (settings.fallbackChannel) return [settings.fallbackChannel];
  const installer = await installerOf(ports, tenant);
  return installer.length ? installer : stillHere(ports, tenant, settings.managers);
}

/**
 * Returns those who may decide for members: the named managers who are still here and may be managers (`whyNotManager`)
 * or, where there are none, the installer.
 * @param except the member for whom to decide
 */
export async function presentManagers(ports: Ports, tenant: Tenant, except?: string): Promise<readonly string[]> {
  const named = tenant.settings.managers.filter((id) => id !== except);
  const managers = await stillHere(ports, tenant, named);
  return managers.length > 0 ? managers : (await installerOf(ports, tenant)).filter((id) => id !== except);
}

const installerOf = (ports: Ports, tenant: Tenant): Promise<readonly string[]> =>
  stillHere(ports, tenant, tenant.installedBy === undefined ? [] : [tenant.installedBy]);

/** Leaves out who cannot be a manager by now, but not guests where they may be among them. */
async function stillHere(ports: Ports, { tenantId }: Tenant, ids: readonly string[], guests = false) {
  const members = await Promise.all(ids.map((id) => ports.members.get(tenantId, id)));
  return ids.filter((_, index) => {
    const why = members[index] && whyNotManager(members[index]);
    return !why || (why === 'guest' && guests);
  });
}
