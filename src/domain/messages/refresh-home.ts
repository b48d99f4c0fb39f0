import type { Member } from '../model/member/member.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/** Changes that come together are shown together, after so many milliseconds. */
const GATHER_MS = 300;

/** Brings the App Homes of everybody named up to date, each once. */
export async function refreshHomes(ports: Ports, tenantId: string, members: readonly (string | undefined)[]) {
  for (const member of new Set(members)) await refreshHome(ports, tenantId, member);
}

/** Brings the App Home of whoever has opened it, and is still here, up to date. */
export async function refreshHome(ports: Ports, tenantId: string, slackUserId: string | undefined): Promise<void> {
  const member = slackUserId ? await ports.members.get(tenantId, slackUserId) : null;
  const now = ports.clock.now();
  if (!member || !isFollowed(member, now)) return;
  const at = new Date(now.getTime() + GATHER_MS);
  await ports.members.addWork(tenantId, member.slackUserId, [todo('publish-home', at)]);
}

/**
 * Whether there is anything to plan: what is still to run will show this change too, and a Home that Slack refused for
 * good is shown when it is opened again.
 */
function isFollowed({ homeOpenedAt, isDeactivated, work }: Member, now: Date): boolean {
  if (!homeOpenedAt || isDeactivated) return false;
  return !work.some(({ job, dead, at }) => job === 'publish-home' && at > (dead ? homeOpenedAt : now));
}
