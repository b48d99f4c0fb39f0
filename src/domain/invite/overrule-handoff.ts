import type { Ports } from '../ports.js';
import { returnInvite } from '../referral/return-invite.js';
import type { Ref } from '../work.js';
import { takeBackDecision } from './settle-decision.js';

const TROUBLE = { code: 'invitation-not-open', detail: '' };

/**
 * Ends what a member was about to carry over by hand when the invitation is no longer open over there. Where Baton
 * calls the marketplace itself, its refusal does that.
 */
export async function overruleHandoff(ports: Ports, ref: Ref): Promise<void> {
  const [invite, connection] = await Promise.all([ports.invites.get(ref), ports.connections.of(ref.tenantId)]);
  if (!invite?.closed || connection?.path !== 'handoff') return;
  if (invite.status !== 'referred') return void (await takeBackDecision(ports, invite, TROUBLE));
  const referral = await ports.referrals.ofInvite(ref.tenantId, ref.id);
  if (referral?.status !== 'awaiting-handoff') return;
  await returnInvite(ports, referral, { to: 'failed', who: 'marketplace', trouble: TROUBLE });
}
