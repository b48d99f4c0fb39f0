import type { Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { saidDoneBy } from './by-hand.js';
import { confirmForwarded } from './confirm-forwarded.js';

/**
 * The declined invitation proves that a referral which went by hand has arrived.
 * @returns false when the referral has not gone out at all.
 */
export async function confirmHandedOver(ports: Ports, invite: Invite): Promise<boolean> {
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  if (!referral || referral.status === 'held' || referral.status === 'forwarding') return false;
  if (referral.status === 'awaiting-handoff') await confirmForwarded(ports, referral, 'webhook');
  else if (saidDoneBy(referral) !== undefined && !(await bearOut(ports, referral)))
    return confirmHandedOver(ports, invite);
  return true;
}

/** Until now it was the word of whoever carried it over. False when the referral has changed since it was read. */
async function bearOut(ports: Ports, referral: Referral): Promise<boolean> {
  const now = ports.clock.now();
  const borneOut = await ports.referrals.advance(referral, {
    from: [referral.status],
    revision: referral.revision,
    set: {},
    line: { at: now, who: 'marketplace', what: 'confirmed', through: 'webhook' },
    work: [todo('announce-referral', now)],
  });
  return borneOut !== null;
}
