import { presentManagers } from '../ensuring-messages/card-recipients.js';
import { ensureNudge } from '../ensuring-messages/ensure-nudge.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** The most open invites of one member of which the managers are told. */
const MOST = 500;

/** Tells the managers of the open invites of a member who has left, which they may answer in their place. */
export async function tellManagersOfLeaver(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const [tenant, open] = await Promise.all([
    ports.tenants.get(tenantId),
    ports.invites.openRefsFor(tenantId, slackUserId, MOST),
  ]);
  const standIns = tenant ? await presentManagers(ports, tenant, slackUserId) : [];
  for (const invite of open.filter(({ practice }) => !practice))
    for (const to of standIns) await ensureNudge(ports, invite, { kind: 'manager-nudge', to, event: 'left' });
}
