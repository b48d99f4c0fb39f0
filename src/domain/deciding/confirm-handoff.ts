import { confirmDecision } from '../lifecycle/confirm-decision.js';
import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireDecider } from '../permissions/require-decider.js';
import type { Ports } from '../ports.js';

/**
 * "I've done it": the member carried the decision over by hand, where the marketplace has no call for it.
 * @throws Refusal when it is not theirs, or nothing waits for it.
 */
export async function confirmHandoff(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await requireDecider(ports, by, inviteId);
  if (invite.status === 'referred') await referralDone(ports, by, invite);
  else await decisionDone(ports, by, invite);
  return (await ports.invites.get(invite)) ?? invite;
}

/** What Baton tells the marketplace itself is confirmed by nobody's word but its own. */
async function decisionDone(ports: Ports, by: Actor, invite: Invite): Promise<void> {
  const confirmed = invite.decision?.byHand && (await confirmDecision(ports, invite, 'slack', by.slackUserId));
  if (!confirmed) throw new Refusal('referral.notAwaitingHandoff');
}

async function referralDone(ports: Ports, by: Actor, invite: Invite): Promise<void> {
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  if (referral?.status !== 'awaiting-handoff') throw new Refusal('referral.notAwaitingHandoff');
  await confirmForwarded(ports, referral, { who: by.slackUserId, through: 'slack' });
}
