import { markExpired } from '../lifecycle/mark-expired-or-nudged.js';
import { notYetDue } from '../model/errors.js';
import { endOf } from '../model/invite/binding-deadline.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/**
 * Expires an open invite at its deadline, where that binds.
 * @throws Postponed before its time
 */
export async function expireInvite(ports: Ports, invite: Invite): Promise<void> {
  const now = ports.clock.now();
  const end = endOf(invite);
  if (invite.status !== 'open' || !end) return;
  if (end > now) throw notYetDue(end, now, `expiry:${invite.tenantId}:${invite.id}`);
  if (await markExpired(ports, invite)) return;
  const changed = await ports.invites.get(invite);
  if (changed && changed.revision !== invite.revision) await expireInvite(ports, changed);
}
