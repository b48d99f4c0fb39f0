import { returnInvite } from '../lifecycle/return-invite.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';

/** The retries ran out: the referrer gets the invite back. */
export async function giveUpReferral(ports: Ports, ref: Ref): Promise<void> {
  const referral = await ports.referrals.get(ref);
  if (referral?.status !== 'held' && referral?.status !== 'forwarding') return;
  const trouble = { code: 'unreachable', detail: '' };
  await returnInvite(ports, referral, { to: 'failed', who: 'baton', through: 'job', trouble });
}
