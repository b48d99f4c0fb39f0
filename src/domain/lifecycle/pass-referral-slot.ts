import type { Invite } from '../model/invite/invite.js';
import { laterReferralsOf, withoutFailed } from '../model/referral/later-referrals.js';
import type { Referral } from '../model/referral/referral.js';
import { STATUSES } from '../model/referral/transitions.js';
import type { Ports } from '../ports.js';

/**
 * Frees the job's slot, of which a tenant has one, from the last referral of a chain that is being referred on. Call it
 * within the transaction that refers.
 */
export async function passReferralSlot(
  ports: Ports,
  { tenantId, chain }: Pick<Invite, 'tenantId' | 'chain'>,
): Promise<void> {
  const last = chain.at(-1);
  if (last) await give(ports, { tenantId, id: last.referralId }, false);
}

/**
 * Returns the slot of an undone or failed referral to the last remaining referral of its chain, or to one that turned
 * out to have arrived. Call it within the transaction that ends the referral.
 */
export async function passReferralSlotBack(ports: Ports, ended: Referral): Promise<void> {
  const standing = withoutFailed(await onJobOf(ports, ended)).filter(({ id }) => id !== ended.id);
  if (standing.some(({ takesSlot }) => takesSlot)) return;
  const last = standing.find((referral) => laterReferralsOf(referral, standing).length === 0);
  if (last) await give(ports, last, true);
}

/** Reads the referrals of a referral's job, also where the one before it in the chain knows the job by another id. */
async function onJobOf({ referrals }: Ports, { tenantId, job, chain }: Referral): Promise<Referral[]> {
  const onThisJob = await referrals.ofJob(tenantId, job.id);
  const id = chain.at(-1)?.referralId;
  if (id === undefined || onThisJob.some((one) => one.id === id)) return onThisJob;
  const before = await referrals.get({ tenantId, id });
  return before ? [...onThisJob, ...(await referrals.ofJob(tenantId, before.job.id))] : onThisJob;
}

const give = (ports: Ports, ref: Pick<Referral, 'tenantId' | 'id'>, takesSlot: boolean) =>
  ports.referrals.advance(ref, { from: STATUSES, set: { takesSlot }, work: [] });
