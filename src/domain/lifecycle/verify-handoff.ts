import type { Invite } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { confirmForwarded } from './confirm-forwarded.js';
import { handoffReportedBy } from './handoff.js';

/**
 * The declined invitation proves that a referral which went by hand has arrived.
 * @returns false when the referral has not gone out at all.
 */
export async function verifyHandoff(ports: Ports, invite: Invite): Promise<boolean> {
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  if (!referral || referral.status === 'held' || referral.status === 'forwarding') return false;
  if (referral.status === 'awaiting-handoff') await confirmForwarded(ports, referral, 'webhook');
  else if (handoffReportedBy(referral) !== undefined && !(await verify(ports, referral)))
    return verifyHandoff(ports, invite);
  return true;
}

/** Until now it was the word of whoever carried it over. False when the referral has changed since it was read. */
async function verify(ports: Ports, referral: Referral): Promise<boolean> {
  const now = ports.clock.now();
  const verified = await ports.referrals.advance(referral, {
    from: [referral.status],
    revision: referral.revision,
    set: {},
    line: { at: now, who: 'marketplace', what: 'confirmed', through: 'webhook' },
    work: [todo('announce-referral', now)],
  });
  if (verified) ports.jobs.dispatch(verified);
  return verified !== null;
}
