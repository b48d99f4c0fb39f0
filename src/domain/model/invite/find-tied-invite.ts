import type { Via } from '../connection/connection.js';
import type { Invitation } from '../event/event.js';
import { areOtherJobs, inviteOf } from './identity-claims.js';
import type { Invite } from './invite.js';
import { isOfAnotherJob, isSameTitle } from './is-same-title.js';

/**
 * Finds the stored invite of an invitation as `inviteOf` does. Anybody can write a mail with the number of one
 * invitation and the job of another: it is of neither, unless one of them has its title, whichever came first.
 * @param made the invitation as an invite
 */
export function findTiedInvite(
  held: readonly Invite[],
  made: Invite,
  invitation: Invitation,
  via: Via,
): Invite | undefined {
  const found = inviteOf(held, invitation, via);
  const { id, job, uncertain } = invitation;
  if (!found || found.origins.some(({ externalId }) => externalId === id)) return found;
  if (isOfAnotherJob(found, made)) return undefined;
  if (!uncertain?.includes('url') || !areOtherJobs(found.job.id, job.id)) return found;
  const [named, ...others] = held.filter((one) => isSameTitle(job.title, one.job.title));
  return others.length === 0 ? named : undefined;
}
