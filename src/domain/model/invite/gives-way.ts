import { haveOtherKeys } from './identity-claims.js';
import type { Invite } from './invite.js';
import { isIdentified } from './merge-invitation.js';

/**
 * Tells whether an invite leaves its job and addressee to another invitation of them: it was read without certainty, or
 * it is over, and the client has invited again. So what names the job alone is about the other invitation.
 */
export const givesWay = (invite: Invite, other: Invite): boolean =>
  haveOtherKeys(invite, other) &&
  isIdentified(other) &&
  (!isIdentified(invite) || (other.status === 'open' && invite.status !== 'open'));
