import type { Invite } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import { confirmForwarded } from './confirm-forwarded.js';

/**
 * The declined invitation proves that a referral which went by hand has arrived.
 * @returns false when the referral has not gone out at all.
 */
export async function confirmHandedOver(ports: Ports, invite: Invite): Promise<boolean> {
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  if (!referral || referral.status === 'held' || referral.status === 'forwarding') return false;
  if (referral.status === 'awaiting-handoff') await confirmForwarded(ports, referral, 'webhook');
  return true;
}
