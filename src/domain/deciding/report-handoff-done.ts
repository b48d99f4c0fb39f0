import { confirmDecision } from '../lifecycle/confirm-decision.js';
import { confirmForwarded } from '../lifecycle/confirm-forwarded.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireDecider } from '../permissions/require-decider.js';
import type { Ports } from '../ports.js';

/**
 * Records a member's "I've done it": they have entered the decision on the marketplace.
 * @throws Refusal when the invite is somebody else's, or has no pending hand-off.
 */
export async function reportHandoffDone(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await requireDecider(ports, by, inviteId);
  if (invite.status === 'referred') await referralDone(ports, by, invite);
  else await decisionDone(ports, by, invite);
  return (await ports.invites.get(invite)) ?? invite;
}

/** Confirms a handed-off accept or decline. A member cannot confirm a decision that Baton sends itself. */
async function decisionDone(ports: Ports, by: Actor, invite: Invite): Promise<void> {
  const confirmed = invite.decision?.byHand && (await confirmDecision(ports, invite, 'slack', by.slackUserId));
  if (!confirmed) throw new Refusal('referral.notAwaitingHandoff');
}

async function referralDone(ports: Ports, by: Actor, invite: Invite): Promise<void> {
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  if (referral?.status !== 'awaiting-handoff') throw new Refusal('referral.notAwaitingHandoff');
  await confirmForwarded(ports, referral, { who: by.slackUserId, through: 'slack' });
}
