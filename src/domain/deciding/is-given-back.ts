import { isOutstanding } from '../lifecycle/outstanding-decision.js';
import type { JobName, Ref } from '../model/work.js';
import type { Ports } from '../ports.js';

/** Whether giving this work up gave an invite back to its member, who can act again: nothing is left to try. */
export async function isGivenBack({ invites, referrals }: Ports, job: JobName, ref: Ref): Promise<boolean> {
  if (job === 'forward-referral') return (await referrals.get(ref))?.status === 'failed';
  if (job !== 'forward-decision') return false;
  const invite = await invites.get(ref);
  return invite !== null && !isOutstanding(invite);
}
