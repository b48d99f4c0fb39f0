import { isOutstanding } from '../lifecycle/undelivered-decision.js';
import type { JobName, Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Tells whether giving up this work has reopened the invite: then there is nothing to retry. */
export async function hasReopened({ invites, referrals }: Ports, job: JobName, ref: Ref): Promise<boolean> {
  if (job === 'forward-referral') return (await referrals.get(ref))?.status === 'failed';
  if (job !== 'forward-decision') return false;
  const invite = await invites.get(ref);
  return invite !== null && !isOutstanding(invite);
}
