import type { Member } from '../model/member/member.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** The time in which changes are gathered into one update, in milliseconds. */
const GATHER_MS = 300;

/** Plans an update of the App Homes of members who have opened it and have not left. */
export async function refreshHomes(ports: Ports, members: readonly Member[]): Promise<void> {
  const now = ports.clock.now();
  const at = new Date(now.getTime() + GATHER_MS);
  for (const member of members)
    if (isFollowed(member, now))
      await ports.members.addWork(member.tenantId, member.slackUserId, [todo('publish-home', at)]);
}

/** As `refreshHomes`, for one member. */
export async function refreshHome(ports: Ports, tenantId: string, slackUserId: string | undefined): Promise<void> {
  const member = slackUserId ? await ports.members.get(tenantId, slackUserId) : null;
  if (member) await refreshHomes(ports, [member]);
}

/**
 * Tells whether an update is needed: a planned one will show this change too, and a Home that Slack refused for good is
 * published when it is opened again.
 */
function isFollowed({ homeOpenedAt, isDeactivated, work }: Member, now: Date): boolean {
  if (!homeOpenedAt || isDeactivated) return false;
  return !work.some(({ job, dead, at }) => job === 'publish-home' && at > (dead ? homeOpenedAt : now));
}
