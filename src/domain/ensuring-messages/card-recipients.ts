import { isOriginIn } from '../model/connection/connection.js';
import type { Invite } from '../model/invite/invite.js';
import { isUnreached, type Member, whyNotManager } from '../model/member/member.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/**
 * Returns the recipients of an invite's card. For a linked person it is the member. Otherwise it is the first of these
 * that exists: the channel or person that the connection names, the channel for invites, the installer, the managers, a
 * few admins of the workspace. Empty when there is nobody. An installer or a manager who has left, is a guest, a bot or
 * of another workspace is skipped.
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
  if (installer.length) return installer;
  const managers = await stillHere(ports, tenant, settings.managers);
  return managers.length ? managers : adminsInstead(ports, tenantId);
}

/**
 * Returns those who may decide for members: the named managers who are still here and may be managers (`whyNotManager`)
 * or, where there are none, the installer or else a few admins of the workspace. Where Slack takes no message to any of
 * those, adds whoever comes next.
 * @param except the member for whom to decide
 */
export async function presentManagers(ports: Ports, tenant: Tenant, except?: string): Promise<readonly string[]> {
  const { tenantId, settings, installedBy } = tenant;
  const found = new Set<string>();
  const inTurn = [
    () => knownAs(ports, tenant, settings.managers),
    () => knownAs(ports, tenant, installedBy === undefined ? [] : [installedBy]),
    async () => fewOf(await ports.members.adminsAtHome(tenantId), except),
    async () => fewOf(await ports.members.presentAdmins(tenantId, found.size + MOST_ADMINS + 1), except, found),
  ];
  for (const read of inTurn) {
    const others = (await read()).filter(({ id }) => id !== except);
    for (const { id } of others) found.add(id);
    if (others.some(({ member }) => !member || !isUnreached(member, ports.clock.now()))) break;
  }
  return [...found];
}

/** The most admins who stand in for managers. */
const MOST_ADMINS = 3;

/** Returns a few of Slack's owners and admins: those who have opened Baton's Home or, where none has, any. */
async function adminsInstead(ports: Ports, tenantId: string): Promise<readonly string[]> {
  const idsOf = (admins: readonly Member[]) => fewOf(admins).map(({ id }) => id);
  const atHome = idsOf(await ports.members.adminsAtHome(tenantId));
  return atHome.length > 0 ? atHome : idsOf(await ports.members.presentAdmins(tenantId, MOST_ADMINS + 1));
}

const fewOf = (admins: readonly Member[], except?: string, others: ReadonlySet<string> = new Set()): Known[] =>
  admins
    .filter((admin) => admin.slackUserId !== except && !others.has(admin.slackUserId) && !whyNotManager(admin))
    .slice(0, MOST_ADMINS)
    .map((member) => ({ id: member.slackUserId, member }));

const installerOf = (ports: Ports, tenant: Tenant): Promise<readonly string[]> =>
  stillHere(ports, tenant, tenant.installedBy === undefined ? [] : [tenant.installedBy]);

/** Somebody who is still here, and the directory's entry of them, if any. */
interface Known {
  readonly id: string;
  readonly member: Member | null;
}

/** Leaves out who cannot be a manager by now, but not guests where they may be among them. */
async function stillHere(ports: Ports, tenant: Tenant, ids: readonly string[], guests = false): Promise<string[]> {
  return (await knownAs(ports, tenant, ids, guests)).map(({ id }) => id);
}

async function knownAs(ports: Ports, { tenantId }: Tenant, ids: readonly string[], guests = false): Promise<Known[]> {
  const all = await Promise.all(ids.map(async (id) => ({ id, member: await ports.members.get(tenantId, id) })));
  return all.filter(({ member }) => {
    const why = member && whyNotManager(member);
    return !why || (why === 'guest' && guests);
  });
}
