import type { Member } from '../model/member/member.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Milliseconds in which changes are gathered into one update. */
const GATHER_MS = 300;

/** Plans an update of the App Homes of members who have opened it and have not left. */
export async function refreshHomes(ports: Ports, members: readonly Member[]): Promise<void> {
  const now = ports.clock.now();
  await planHomes(
    ports,
    members.filter((member) => hasHome(member) && !isPlanned(member, now)),
  );
}

/**
 * Plans the same update as `refreshHomes`, for a change within a transaction: an update that was planned before does
 * not count, since it may run before the transaction ends.
 */
export const refreshHomesAnew = (ports: Ports, members: readonly Member[]): Promise<void> =>
  planHomes(ports, members.filter(hasHome));

async function planHomes(ports: Ports, members: readonly Member[]): Promise<void> {
  const at = new Date(ports.clock.now().getTime() + GATHER_MS);
  for (const { tenantId, slackUserId } of members)
    await ports.members.addWork(tenantId, slackUserId, [todo('publish-home', at)]);
}

/** Plans the same update as `refreshHomes` for one member. */
export async function refreshHome(ports: Ports, tenantId: string, slackUserId: string | undefined): Promise<void> {
  const member = slackUserId ? await ports.members.get(tenantId, slackUserId) : null;
  if (member) await refreshHomes(ports, [member]);
}

/** Plans the same update as `refreshHomes` for the owners and admins, whose Homes show the state of the connections. */
export async function refreshAdminHomes(ports: Ports, tenantId: string): Promise<void> {
  const tenant = await ports.tenants.get(tenantId);
  const [admins, installer] = await Promise.all([
    ports.members.adminsAtHome(tenantId),
    tenant?.installedBy ? ports.members.get(tenantId, tenant.installedBy) : null,
  ]);
  const others = admins.filter(({ slackUserId }) => slackUserId !== installer?.slackUserId);
  await refreshHomes(ports, installer ? [installer, ...others] : others);
}

const hasHome = ({ homeOpenedAt, isDeactivated }: Member): boolean => Boolean(homeOpenedAt) && !isDeactivated;

/**
 * Tells whether a planned update will show the change too. A Home that Slack refused permanently counts as planned: it
 * is published when the member opens it again.
 */
const isPlanned = ({ homeOpenedAt = new Date(0), work }: Member, now: Date): boolean =>
  work.some(({ job, dead, at }) => job === 'publish-home' && at > (dead ? homeOpenedAt : now));
