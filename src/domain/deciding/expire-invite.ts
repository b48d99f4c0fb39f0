import { markExpired } from '../lifecycle/mark-expired-or-nudged.js';
import { notYetDue } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/**
 * Expires an open invite at its deadline.
 * @throws Postponed before its time
 */
export async function expireInvite(ports: Ports, invite: Invite): Promise<void> {
  const now = ports.clock.now();
  if (invite.status !== 'open' || !invite.expiresAt) return;
  if (invite.expiresAt > now) throw notYetDue(invite.expiresAt, now, `expiry:${invite.tenantId}:${invite.id}`);
  await markExpired(ports, invite);
}
