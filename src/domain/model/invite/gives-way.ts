import { haveOtherKeys } from './identity-claims.js';
import type { Invite } from './invite.js';
import { isOfAnotherJob } from './is-same-title.js';
import { isIdentified } from './merge-invitation.js';

/**
 * Tells whether an invite leaves its job and addressee to another invitation of them: it was read without certainty, or
 * it is over, and the client has invited again. So what names the job alone is about the other invitation. What has the
 * number of another job's invitation leaves that, too.
 */
export const givesWay = (invite: Invite, other: Invite): boolean =>
  isOfAnotherJob(invite, other) ||
  (haveOtherKeys(invite, other) &&
    isIdentified(other) &&
    (!isIdentified(invite) || (other.status === 'open' && invite.status !== 'open')));
