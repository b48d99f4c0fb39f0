import type { Through } from '../history.js';
import type { Invite } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import { advanceReferral } from './advance-referral.js';
import type { Referral } from './referral.js';

/**
 * The marketplace has the referral: by its answer, by an event, or by the word of whoever carried it over.
 * @param receivedExternalId the marketplace's id of the colleague's invitation, when it is known
 */
export async function confirmForwarded(
  ports: Ports,
  referral: Referral,
  through: Through,
  receivedExternalId?: string,
): Promise<void> {
  const set = receivedExternalId ? { receivedExternalId } : {};
  const who = through === 'slack' ? referral.from.slackUserId : 'marketplace';
  const forwarded = await advanceReferral(ports, referral, { to: 'forwarded', who, through, set });
  if (forwarded) return ports.jobs.dispatch(forwarded);
  if (receivedExternalId) await rememberInvitation(ports, referral, receivedExternalId);
}

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

async function rememberInvitation(ports: Ports, referral: Referral, receivedExternalId: string): Promise<void> {
  const fresh = await ports.referrals.get(referral);
  if (!fresh || fresh.receivedExternalId) return;
  const now = ports.clock.now();
  const set = { receivedExternalId };
  const linked = await ports.referrals.advance(referral, {
    from: [fresh.status],
    set,
    work: [todo('announce-referral', now)],
  });
  if (linked) ports.jobs.dispatch(linked);
}
