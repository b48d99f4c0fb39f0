import { isSameValue } from '../../../lib/same-value.js';
import type { Invite } from './invite.js';

/** The fields of an invite that tell of the referral which led to it. */
export type SourceReferralFields = Pick<Invite, 'referredIn' | 'chain'>;

/**
 * Ranks what is known of the referral that led to an invite: the tenant's own referral, as a source names it; a
 * referrer whom a source names; a referral that only job and addressee suggest; nothing.
 */
function rankOf({ referredIn }: SourceReferralFields): number {
  if (!referredIn) return 0;
  if (referredIn.inferred) return 1;
  return referredIn.referralId === undefined ? 2 : 3;
}

/**
 * Returns what another report of the same invitation, or another invite of it, changes in what an invite tells of the
 * referral that led to it. The one that is known better holds; of equals a fixed choice.
 */
export function mergeSourceReferral(
  invite: SourceReferralFields,
  other: SourceReferralFields,
): Partial<SourceReferralFields> {
  const better = rankOf(other) - rankOf(invite) || (idOf(other) > idOf(invite) ? 1 : 0);
  if (better <= 0 || !other.referredIn) return {};
  const { referredIn, chain } = other;
  return { referredIn, ...(!isSameValue(chain, invite.chain) && { chain }) };
}

const idOf = ({ referredIn }: SourceReferralFields): string => referredIn?.referralId ?? '';
