import type { Ports } from '../ports.js';
import { todo } from '../work.js';

/** Hands a member the open invites that waited for their marketplace person, each with one announcement. */
export async function adoptInvites(
  ports: Ports,
  tenantId: string,
  personId: string,
  slackUserId: string,
): Promise<void> {
  const now = ports.clock.now();
  const adopted = await ports.invites.adopt(tenantId, personId, slackUserId, () => [todo('announce-invite', now)]);
  for (const invite of adopted) ports.jobs.dispatch(invite);
}
