import type { Ports } from '../ports.js';
import type { Actor } from './member.js';

/**
 * Deletes what is kept about a member: their link, skills, wishes, and their name and words in invites, referrals and
 * feedback. Counts stay, tied to nobody's name.
 */
export const forgetMember = (ports: Ports, by: Actor): Promise<void> =>
  ports.members.forget(by.tenantId, by.slackUserId);
