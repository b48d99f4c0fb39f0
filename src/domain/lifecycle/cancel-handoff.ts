import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';
import { returnInvite, takeBackDecision } from './reopen-invite.js';

/** The marketplace's own word, which came by webhook. */
const CANCELLED = {
  who: 'marketplace',
  through: 'webhook',
  trouble: { code: 'invitation-not-open', detail: '' },
} as const;

/**
 * Ends what a member was about to carry over by hand when the invitation is no longer open over there. Where Baton
 * calls the marketplace itself, its refusal does that.
 */
export async function cancelHandoff(ports: Ports, ref: Ref): Promise<void> {
  const invite = await ports.invites.get(ref);
  if (!invite?.closed) return;
  if (invite.decision?.byHand) return void (await takeBackDecision(ports, invite, { ...CANCELLED, what: 'refused' }));
  const referral = await ports.referrals.ofInvite(ref.tenantId, ref.id);
  if (referral?.status !== 'awaiting-handoff') return;
  await returnInvite(ports, referral, { ...CANCELLED, to: 'failed' });
}
