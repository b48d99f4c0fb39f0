import type { Invite } from '../model/invite/invite.js';
import type { Merged } from '../model/invite/merge-invitation.js';
import type { Ports, Transition } from '../ports.js';

/**
 * Returns the increment of an invite's revision by a merge. A card counts the revisions of its invite and of the
 * referrals on its job, and only a greater sum is shown. Where a merge changes the job's id, the referrals on the
 * former one are no longer counted: the increment makes up for them, and for a step that each of them may take
 * meanwhile.
 */
export async function raiseForJob(
  ports: Ports,
  { tenantId, job }: Invite,
  merged: Merged,
): Promise<Pick<Transition<never, Invite>, 'raise'>> {
  if (merged.job === undefined || merged.job.id === job.id) return {};
  const former = await ports.referrals.ofJob(tenantId, job.id);
  return { raise: former.reduce((sum, { revision }) => sum + revision + 1, 1) };
}
