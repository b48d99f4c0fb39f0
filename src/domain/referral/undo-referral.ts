import { Refusal } from '../errors.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import type { Referral } from './referral.js';
import { returnInvite } from './return-invite.js';

/**
 * The referrer takes it back while it is held; the invite is open again.
 * @throws Refusal when it has gone out, or is somebody else's.
 */
export async function undoReferral(ports: Ports, by: Actor, referralId: string): Promise<Referral> {
  const referral = await ports.referrals.get({ tenantId: by.tenantId, id: referralId });
  if (!referral) throw new Refusal('referral.notFound');
  if (!isTheirs(referral, by)) throw new Refusal('referral.notYours', { name: referral.from.name });
  const undone = await returnInvite(ports, referral, { to: 'undone', who: by.slackUserId });
  if (!undone) throw new Refusal('referral.tooLateToUndo', { name: referral.to.name });
  return undone;
}

/** The referrer, or the manager who referred in their place. */
const isTheirs = ({ from, actedBy }: Referral, { slackUserId }: Actor): boolean =>
  from.slackUserId === slackUserId || actedBy?.slackUserId === slackUserId;
