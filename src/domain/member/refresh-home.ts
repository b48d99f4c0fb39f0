import type { Ports } from '../ports.js';
import { todo } from '../work.js';

/** Changes that come together are shown together, after so many milliseconds. */
const TOGETHER = 300;

/** Brings the App Homes of everybody named up to date, each once. */
export async function refreshHomes(ports: Ports, tenantId: string, members: readonly (string | undefined)[]) {
  for (const member of new Set(members)) await refreshHome(ports, tenantId, member);
}

/** Brings the App Home of whoever has opened it up to date. */
export async function refreshHome(ports: Ports, tenantId: string, slackUserId: string | undefined): Promise<void> {
  const member = slackUserId ? await ports.members.get(tenantId, slackUserId) : null;
  if (!member?.homeOpenedAt) return;
  const at = new Date(ports.clock.now().getTime() + TOGETHER);
  const due = await ports.members.addWork(tenantId, member.slackUserId, [todo('publish-home', at)]);
  if (due) ports.jobs.dispatch(due);
}
