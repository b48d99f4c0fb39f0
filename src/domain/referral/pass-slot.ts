import type { Invite } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import { STATUSES } from './transitions.js';

/**
 * The tenant's one referral of a job moves along the chain: it leaves the last referral when that is referred on, and
 * comes back when the next one is undone or fails. Runs within the transaction of either.
 */
export async function passSlot(ports: Ports, { tenantId, chain }: Pick<Invite, 'tenantId' | 'chain'>, back: boolean) {
  const last = chain.at(-1);
  if (!last) return;
  await ports.referrals.advance(
    { tenantId, id: last.referralId },
    { from: back ? STANDING : STATUSES, set: { takesSlot: back }, work: [] },
  );
}

/** One that failed here may have arrived over there: it takes nothing any more, for its invite is open again. */
const STANDING = STATUSES.filter((status) => status !== 'undone' && status !== 'failed');
