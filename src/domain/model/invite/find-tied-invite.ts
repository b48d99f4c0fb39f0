import { fold } from '../../../lib/accent-folding.js';
import type { Via } from '../connection/connection.js';
import type { Invitation } from '../event/event.js';
import { areOtherJobs, inviteOf } from './identity-claims.js';
import type { Invite } from './invite.js';

const CUT = /(?:\u2026|\.{3})$/;

/** Tells whether a title is another one, in any spelling, also where a subject cut it. */
function isSameTitle(title: string, other: string): boolean {
  const [told, known] = [fold(title.trim()), fold(other.trim())];
  return told === known || (CUT.test(told) && known.startsWith(told.replace(CUT, '')));
}

/**
 * Finds the stored invite of an invitation as `inviteOf` does. Anybody can write a mail with the number of one
 * invitation and the job of another: it is of neither, unless one of them has its title.
 */
export function findTiedInvite(held: readonly Invite[], invitation: Invitation, via: Via): Invite | undefined {
  const found = inviteOf(held, invitation, via);
  const { id, job, uncertain } = invitation;
  if (!found || !uncertain?.includes('url') || !areOtherJobs(found.job.id, job.id)) return found;
  if (found.origins.some(({ externalId }) => externalId === id)) return found;
  const [named, ...others] = held.filter((one) => isSameTitle(job.title, one.job.title));
  return others.length === 0 ? named : undefined;
}
