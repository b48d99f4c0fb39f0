import type { Referral } from '../model/referral/referral.js';
import { HAS_LEFT, type Listed, type ListedReferral } from '../model/views/listed-referral.js';
import type { Ports } from '../ports.js';

/** Removes the names of members who have left from referrals. */
export async function removeFormerNames(
  ports: Ports,
  tenantId: string,
  referrals: readonly Referral[],
): Promise<ListedReferral[]> {
  const ids = new Set(referrals.flatMap(({ from, to }) => [from.slackUserId, to.slackUserId]));
  const members = await Promise.all(
    [...ids].map((id) => (id ? ports.members.get(tenantId, id) : Promise.resolve(null))),
  );
  const gone = new Set(members.flatMap((member) => (member?.isDeactivated ? [member.slackUserId] : [])));
  const unlessGone = <Somebody extends { slackUserId?: string; name: string }>(
    somebody: Somebody,
  ): Somebody & Listed =>
    somebody.slackUserId && gone.has(somebody.slackUserId) ? { ...somebody, ...HAS_LEFT } : somebody;
  return referrals.map((referral) => ({ ...referral, from: unlessGone(referral.from), to: unlessGone(referral.to) }));
}
