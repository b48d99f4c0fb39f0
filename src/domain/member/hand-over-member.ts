import type { Ports } from '../ports.js';
import { type Ref, todo } from '../work.js';

/** So many open invites of one member are handed over at the most. */
const MOST = 500;

/** A member has left: their open invites go to the managers, who may decide in their place. */
export async function handOverMember(ports: Ports, { tenantId, id: slackUserId }: Ref): Promise<void> {
  const [tenant, open] = await Promise.all([
    ports.tenants.get(tenantId),
    ports.invites.openFor(tenantId, slackUserId, MOST),
  ]);
  const managers = tenant?.settings.managers.length ? tenant.settings.managers : [tenant?.installedBy];
  for (const invite of open.filter(({ practice }) => !practice)) {
    for (const to of managers) {
      if (!to || to === slackUserId) continue;
      const id = `manager-nudge.${invite.id}.left.${to}`;
      const message = {
        id,
        tenantId,
        kind: 'manager-nudge',
        inviteId: invite.id,
        event: 'left',
        to,
        wanted: invite.revision,
      } as const;
      const wanted = await ports.messages.want(message, [todo('deliver-message', ports.clock.now())]);
      if (wanted) ports.jobs.dispatch(wanted);
    }
  }
}
