import type { Invite } from './invite.js';

type Addressed = Pick<Invite, 'invitee'>;

/** Tells whether a change makes an invite another member's, or nobody's. */
export const isReaddressedBy = ({ invitee }: Addressed, { invitee: next = invitee }: Partial<Addressed>): boolean =>
  next.slackUserId !== invitee.slackUserId;

/** Tells whether a change takes an invite from the member that it is addressed to. */
export const isTakenAwayBy = (invite: Addressed, change: Partial<Addressed>): boolean =>
  invite.invitee.slackUserId !== undefined && isReaddressedBy(invite, change);
