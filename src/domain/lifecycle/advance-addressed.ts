import { refreshHomesAnew } from '../ensuring-messages/refresh-home.js';
import type { Invite, InviteStatus } from '../model/invite/invite.js';
import { isTakenAwayBy } from '../model/invite/is-readdressed-by.js';
import type { Ports, Transition } from '../ports.js';
import { advanceWithJob } from './advance-with-job.js';

/**
 * Changes an invite as `advanceWithJob` does. Where it becomes somebody else's, plans an update of the former
 * addressee's Home in the same transaction.
 * @throws Duplicate as `advanceWithJob`
 */
export async function advanceAddressed(
  ports: Ports,
  invite: Invite,
  transition: Transition<InviteStatus, Invite>,
): Promise<Invite | null> {
  const former = invite.invitee.slackUserId;
  if (former === undefined || !isTakenAwayBy(invite, transition.set)) return advanceWithJob(ports, invite, transition);
  return ports.atomically(async () => {
    const changed = await advanceWithJob(ports, invite, transition);
    const member = changed && (await ports.members.get(invite.tenantId, former));
    if (member) await refreshHomesAnew(ports, [member]);
    return changed;
  });
}
