import { revertDecision, revertReferral } from '../lifecycle/reopen-invite.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireDecider } from '../permissions/require-decider.js';
import type { Ports } from '../ports.js';

/**
 * Takes a decision back whose hand-off is pending, and reopens the invite.
 * @throws Refusal when the invite is somebody else's, or has no pending hand-off.
 */
export async function takeBackDecision(ports: Ports, by: Actor, inviteId: string): Promise<void> {
  const invite = await requireDecider(ports, by, inviteId);
  const taken = invite.status === 'referred' ? await referralBack(ports, by, invite) : await back(ports, by, invite);
  if (!taken) throw new Refusal('referral.notAwaitingHandoff');
}

const back = async (ports: Ports, { slackUserId: who }: Actor, invite: Invite) =>
  invite.decision?.byHand ? revertDecision(ports, invite, { who, what: 'taken-back', through: 'slack' }) : null;

async function referralBack(ports: Ports, { slackUserId: who }: Actor, { tenantId, id }: Invite) {
  const referral = await ports.referrals.ofInvite(tenantId, id);
  if (referral?.status !== 'awaiting-handoff') return null;
  return revertReferral(ports, referral, { to: 'undone', who, through: 'slack' });
}
