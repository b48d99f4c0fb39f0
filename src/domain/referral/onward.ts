import type { Ports } from '../ports.js';
import type { Referral } from './referral.js';

/** Every referral of the job that came after this one along its chain, the next one first. */
export async function onwardOf(ports: Ports, { tenantId, id, job }: Referral): Promise<Referral[]> {
  const onThisJob = await ports.referrals.ofJob(tenantId, job.id);
  return onThisJob
    .filter(({ chain }) => chain.some(({ referralId }) => referralId === id))
    .sort((a, b) => a.chain.length - b.chain.length || a.createdAt.getTime() - b.createdAt.getTime());
}

/** Without those that were taken back or did not go through. */
export const withoutFailed = (referrals: readonly Referral[]): Referral[] =>
  referrals.filter(({ status }) => status !== 'undone' && status !== 'failed');
