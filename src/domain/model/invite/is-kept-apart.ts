import { MANUAL } from '../connection/connection.js';
import type { Invite } from './invite.js';
import { TYPED } from './merge-invitation.js';

/** Whose an invitation is, as a report or another invite says, and how certain that is. */
export interface Claimant {
  readonly slackUserId?: string | undefined;
  readonly rank: number;
}

/**
 * Tells whether an invite and another member's invitation are two, although they share an id: the invite's addressee
 * entered the link for themselves, and nothing else says that it is theirs. Else whoever enters a colleague's link before
 * its mail arrives would get what the mail tells. Where a source tells of the invite, too, the more certain word decides.
 */
export function isKeptApart({ ranks, invitee, origins }: Invite, { slackUserId, rank }: Claimant): boolean {
  const isTyped = ranks?.addressee === TYPED && invitee.slackUserId !== undefined;
  if (!isTyped || slackUserId === undefined || slackUserId === invitee.slackUserId) return false;
  return rank < TYPED || origins.every(({ source }) => source === MANUAL);
}
