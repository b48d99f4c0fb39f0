import type { Referral } from './referral.js';

/** Returns the job's referrals that followed this one along its chain, the next one first. */
export function laterReferralsOf({ id }: Referral, onThisJob: readonly Referral[]): Referral[] {
  return onThisJob
    .filter(({ chain }) => chain.some(({ referralId }) => referralId === id))
    .sort((a, b) => a.chain.length - b.chain.length || a.createdAt.getTime() - b.createdAt.getTime());
}

/** Leaves out referrals that were undone or failed. */
export const withoutFailed = (referrals: readonly Referral[]): Referral[] =>
  referrals.filter(({ status }) => status !== 'undone' && status !== 'failed');
