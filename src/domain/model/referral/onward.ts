import type { Referral } from './referral.js';

/** Those of a job's referrals that came after this one along its chain, the next one first. */
export function onwardOf({ id }: Referral, onThisJob: readonly Referral[]): Referral[] {
  return onThisJob
    .filter(({ chain }) => chain.some(({ referralId }) => referralId === id))
    .sort((a, b) => a.chain.length - b.chain.length || a.createdAt.getTime() - b.createdAt.getTime());
}

/** Without those that were taken back or did not go through. */
export const withoutFailed = (referrals: readonly Referral[]): Referral[] =>
  referrals.filter(({ status }) => status !== 'undone' && status !== 'failed');
