import type { Invitation } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import { isExpiredByClock } from '../model/invite/transitions.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { timersOf } from './timers.js';

/**
 * Applies a repeated report of a known invitation. A later deadline counts, and reopens an invite that only Baton's clock
 * had expired. Nothing else changes: an invitation keeps its job and its freelancer, and an ended one stays ended.
 */
export async function extendDeadline(ports: Ports, invite: Invite, invitation: Invitation): Promise<Invite> {
  if (invitation.freelancer.id !== invite.invitee.person.id)
    ports.log.warn({ tenantId: invite.tenantId, id: invite.id }, 'invitation.reassigned');
  const { expiresAt } = invitation;
  if (!expiresAt || (invite.expiresAt && expiresAt <= invite.expiresAt)) return invite;
  const now = ports.clock.now();
  const opens = isExpiredByClock(invite) && invitation.status === 'open' && expiresAt > now;
  const status = opens ? 'open' : invite.status;
  const timers = status === 'open' ? await timersOf(ports, { ...invite, expiresAt }) : [];
  const extended = await ports.invites.advance(invite, {
    from: [invite.status],
    revision: invite.revision,
    set: { status, expiresAt },
    line: { at: now, who: 'marketplace', what: opens ? 'open' : 'extended', through: 'webhook' },
    work: [todo('announce-invite', now), ...timers],
  });
  return extended ?? meanwhile(ports, invite, invitation);
}

/** Tries again where a click or another event has changed the invite meanwhile. */
async function meanwhile(ports: Ports, invite: Invite, invitation: Invitation): Promise<Invite> {
  const fresh = await ports.invites.get(invite);
  return fresh && fresh.revision !== invite.revision ? extendDeadline(ports, fresh, invitation) : invite;
}
