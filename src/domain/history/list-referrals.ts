import { isPassedOn } from '../model/referral/is-passed-on.js';
import { laterReferralsOf, withoutFailed } from '../model/referral/later-referrals.js';
import type { Referral } from '../model/referral/referral.js';
import type { ListedReferral } from '../model/views/listed-referral.js';
import type { Ports } from '../ports.js';
import { removeFormerNames } from './remove-former-names.js';

/**
 * Prepares referrals for a list: removes the names of members who have left, and adds the next colleague of the chain.
 */
export async function listReferrals(
  ports: Ports,
  tenantId: string,
  referrals: readonly Referral[],
): Promise<ListedReferral[]> {
  const named = await removeFormerNames(ports, tenantId, referrals);
  return Promise.all(named.map(async (one) => ({ ...one, ...(await passedOnTo(ports, one)) })));
}

async function passedOnTo(ports: Ports, referral: Referral): Promise<Pick<ListedReferral, 'passedOnTo'>> {
  if (!isPassedOn(referral)) return {};
  const onThisJob = await ports.referrals.ofJob(referral.tenantId, referral.job.id);
  const next = withoutFailed(laterReferralsOf(referral, onThisJob)).slice(0, 1);
  const [named] = await removeFormerNames(ports, referral.tenantId, next);
  return named ? { passedOnTo: named.to } : {};
}
