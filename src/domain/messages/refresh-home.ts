import type { Member } from '../model/member/member.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** The time in which changes are gathered into one update, in milliseconds. */
const GATHER_MS = 300;

/** Plans an update of several members' App Homes, each once. */
export async function refreshHomes(ports: Ports, tenantId: string, members: readonly (string | undefined)[]) {
  for (const member of new Set(members)) await refreshHome(ports, tenantId, member);
}

/** Plans an update of a member's App Home, if they have opened it and have not left. */
export async function refreshHome(ports: Ports, tenantId: string, slackUserId: string | undefined): Promise<void> {
  const member = slackUserId ? await ports.members.get(tenantId, slackUserId) : null;
  const now = ports.clock.now();
  if (!member || !isFollowed(member, now)) return;
  const at = new Date(now.getTime() + GATHER_MS);
  await ports.members.addWork(tenantId, member.slackUserId, [todo('publish-home', at)]);
}

/**
 * Tells whether an update is needed: a planned one will show this change too, and a Home that Slack refused for good is
 * published when it is opened again.
 */
function isFollowed({ homeOpenedAt, isDeactivated, work }: Member, now: Date): boolean {
  if (!homeOpenedAt || isDeactivated) return false;
  return !work.some(({ job, dead, at }) => job === 'publish-home' && at > (dead ? homeOpenedAt : now));
}
