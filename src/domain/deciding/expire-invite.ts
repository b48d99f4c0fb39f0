import { notYetDue } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * The clock says that an open invite is over.
 * @throws Postponed before its time
 */
export async function expireInvite(ports: Ports, invite: Invite): Promise<void> {
  const now = ports.clock.now();
  if (invite.status !== 'open' || !invite.expiresAt) return;
  if (invite.expiresAt > now) throw notYetDue(invite.expiresAt, now, `expiry:${invite.tenantId}:${invite.id}`);
  await ports.invites.advance(invite, {
    from: ['open'],
    set: { status: 'expired' },
    line: { at: now, who: 'clock', what: 'expired', through: 'job' },
    work: [todo('announce-invite', now)],
  });
}
