import { revertReferral } from '../lifecycle/reopen-invite.js';
import { Refusal, type RefusalCode } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import type { Referral, ReferralStatus } from '../model/referral/referral.js';
import type { Ports } from '../ports.js';

/**
 * Undoes a referral within its undo window, and reopens the invite.
 * @throws Refusal when the referral is undone already, when it is too late, or when it is somebody else's.
 */
export async function undoReferral(ports: Ports, by: Actor, referralId: string): Promise<Referral> {
  const referral = await ports.referrals.get({ tenantId: by.tenantId, id: referralId });
  if (!referral) throw new Refusal('referral.notFound');
  if (!isTheirs(referral, by)) throw new Refusal('referral.notYours', { name: referral.from.name });
  const undone = await revertReferral(ports, referral, { to: 'undone', who: by.slackUserId, through: 'slack' });
  if (!undone) throw await whyNotUndone(ports, referral);
  return undone;
}

/** Reads the referral again: a second press may come as the first one ends. */
async function whyNotUndone(ports: Ports, referral: Referral): Promise<Refusal> {
  const { status } = (await ports.referrals.get(referral)) ?? referral;
  const code = WHY_NOT[status] ?? 'referral.tooLateToUndo';
  return new Refusal(code, { name: referral.to.name });
}

const WHY_NOT: Partial<Record<ReferralStatus, RefusalCode>> = {
  undone: 'referral.alreadyUndone',
  failed: 'referral.nothingToUndo',
};

/** Tells whether a person is the referrer, or the manager who referred in their place. */
const isTheirs = ({ from, actedBy }: Referral, { slackUserId }: Actor): boolean =>
  from.slackUserId === slackUserId || actedBy?.slackUserId === slackUserId;
