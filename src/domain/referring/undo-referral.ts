import { revertReferral } from '../lifecycle/reopen-invite.js';
import { Refusal, type RefusalCode } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import type { Referral, ReferralStatus } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/**
 * The referrer takes it back while it is held; the invite is open again.
 * @throws Refusal when that was done already, when it is too late, or when the referral is somebody else's.
 */
export async function undoReferral(ports: Ports, by: Actor, referralId: string): Promise<Referral> {
  const referral = await ports.referrals.get({ tenantId: by.tenantId, id: referralId });
  if (!referral) throw new Refusal('referral.notFound');
  if (!isTheirs(referral, by)) throw new Refusal('referral.notYours', { name: referral.from.name });
  const undone = await revertReferral(ports, referral, { to: 'undone', who: by.slackUserId, through: 'slack' });
  if (!undone) throw await whyNotUndone(ports, referral);
  return undone;
}

/** It may have changed since it was read: a second press comes as the first one ends. */
async function whyNotUndone(ports: Ports, referral: Referral): Promise<Refusal> {
  const { status } = (await ports.referrals.get(referral)) ?? referral;
  const code = WHY_NOT[status] ?? 'referral.tooLateToUndo';
  return new Refusal(code, { name: referral.to.name });
}

const WHY_NOT: Partial<Record<ReferralStatus, RefusalCode>> = {
  undone: 'referral.alreadyUndone',
  failed: 'referral.nothingToUndo',
};

/** The referrer, or the manager who referred in their place. */
const isTheirs = ({ from, actedBy }: Referral, { slackUserId }: Actor): boolean =>
  from.slackUserId === slackUserId || actedBy?.slackUserId === slackUserId;
