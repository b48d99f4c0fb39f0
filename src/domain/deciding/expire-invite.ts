import { markExpired } from '../lifecycle/mark-by-clock.js';
import { notYetDue } from '../model/errors.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * Expires an open invite at its deadline.
 * @throws Postponed before its time
 */
export async function expireInvite(ports: Ports, ref: Ref): Promise<void> {
  const now = ports.clock.now();
  const invite = await ports.invites.get(ref);
  if (invite?.status !== 'open' || !invite.expiresAt) return;
  if (invite.expiresAt > now) throw notYetDue(invite.expiresAt, now, `expiry:${ref.tenantId}:${ref.id}`);
  await markExpired(ports, ref);
}
