import { Refusal } from '../errors.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import { confirmForwarded } from '../referral/confirm-forwarded.js';
import { confirmDecision } from './confirm-decision.js';
import type { Invite } from './invite.js';

/**
 * "I've done it": the member carried the decision over by hand, where the marketplace has no call for it.
 * @throws Refusal when it is not theirs, or nothing waits for it.
 */
export async function confirmHandoff(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const ref = { tenantId: by.tenantId, id: inviteId };
  const invite = await ports.invites.get(ref);
  if (!invite) throw new Refusal('invite.notFound');
  if (![invite.decision?.by, invite.decision?.onBehalfOf?.slackUserId].includes(by.slackUserId))
    throw new Refusal('invite.notYours', { name: invite.decision?.byName ?? '' });
  if (invite.status === 'referred') await referralDone(ports, by, invite);
  else await decisionDone(ports, by, invite);
  return (await ports.invites.get(ref)) ?? invite;
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
