import type { Invite } from '../model/invite/invite.js';
import { onwardOf, withoutFailed } from '../model/referral/onward.js';
import type { Referral } from '../model/referral/referral.js';
import { STATUSES } from '../model/referral/transitions.js';
import type { Ports } from '../ports.js';

/**
 * The tenant's one referral of a job moves along the chain: it leaves the last referral when that is referred on. Runs
 * within the transaction that does so.
 */
export async function passSlot(ports: Ports, { tenantId, chain }: Pick<Invite, 'tenantId' | 'chain'>): Promise<void> {
  const last = chain.at(-1);
  if (last) await give(ports, { tenantId, id: last.referralId }, false);
}

/**
 * The slot of a referral that was undone or failed goes back to the one that stands at the end of its chain, or to one
 * that turned out to have arrived. Runs within the transaction that ends the referral.
 */
export async function passSlotBack(ports: Ports, ended: Referral): Promise<void> {
  const onThisJob = await ports.referrals.ofJob(ended.tenantId, ended.job.id);
  const standing = withoutFailed(onThisJob).filter(({ id }) => id !== ended.id);
  if (standing.some(({ takesSlot }) => takesSlot)) return;
  const last = standing.find((referral) => onwardOf(referral, standing).length === 0);
  if (last) await give(ports, last, true);
}

const give = (ports: Ports, ref: Pick<Referral, 'tenantId' | 'id'>, takesSlot: boolean) =>
  ports.referrals.advance(ref, { from: STATUSES, set: { takesSlot }, work: [] });
