import { Refusal, type RefusalCode } from '../model/errors.js';
import { withBindingDeadline } from '../model/invite/binding-deadline.js';
import { deliveryPath } from '../model/invite/delivery-path.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Referral } from '../model/referral/referral.js';
import { whyNotRefer } from '../model/referral/why-not-refer.js';
import { isRolledOutTo } from '../model/tenant/referral-rollout.js';
import type { Ports } from '../ports.js';
import { tenantSettings } from './tenant-settings.js';

/**
 * Returns the rule that forbids a member to refer this invite to anybody, or null.
 * @param slackUserId the addressee; absent while no member is linked
 * @param known the job's referrals, where they were read already
 */
export async function whyNoReferral(
  ports: Ports,
  invite: Invite,
  slackUserId?: string,
  known?: readonly Referral[],
): Promise<RefusalCode | null> {
  const [{ maxChain, release }, onThisJob, byHand] = await Promise.all([
    tenantSettings(ports, invite.tenantId),
    known ?? ports.referrals.ofJob(invite.tenantId, invite.job.id),
    invite.job.private === true && isHandedOff(ports, invite),
  ]);
  return whyNotRefer({
    invite: withBindingDeadline(invite),
    now: ports.clock.now(),
    slotTaken: onThisJob.some((referral) => takesSlotFrom(referral, invite)),
    chainLength: invite.chain.length,
    maxChain,
    released: !slackUserId || isRolledOutTo(release, invite.tenantId, slackUserId),
    byHand,
  });
}

const isHandedOff = async ({ connections, sources }: Ports, invite: Invite): Promise<boolean> =>
  deliveryPath(invite, await connections.latestOf(invite.tenantId), 'refer', sources.rulesOf).by === 'hand';

/**
 * Tells whether a referral blocks the job's slot for an invite: not the referrals that led to the invite, and not its
 * own.
 */
const takesSlotFrom = (referral: Referral, invite: Invite): boolean =>
  referral.takesSlot &&
  referral.inviteId !== invite.id &&
  !invite.chain.some(({ referralId }) => referralId === referral.id);

/**
 * Requires that the addressee may refer the invite, also where a manager acts for them.
 * @param known the job's referrals, where they were read already
 * @throws Refusal with the rule that forbids it to the addressee, or to `by` while no member is linked
 */
export async function requireReferral(
  ports: Ports,
  invite: Invite,
  by: Actor,
  known?: readonly Referral[],
): Promise<void> {
  const code = await whyNoReferral(ports, invite, invite.invitee.slackUserId ?? by.slackUserId, known);
  if (code) throw new Refusal(code, { title: invite.job.title, status: invite.status });
}
