import { MANUAL } from '../connection/connection.js';
import type { Invite } from './invite.js';
import { isDecided, rankOf, TYPED } from './merge-invitation.js';

/** The addressee of an invitation, as a report or another invite names them, and how certain that is. */
export interface Claimant {
  /** Undefined while no member is linked to its person. */
  readonly slackUserId?: string | undefined;
  readonly rank: number;
}

/** Returns whose an invite is. */
export const claimantOf = (invite: Invite): Claimant => {
  const { slackUserId } = invite.invitee;
  return { slackUserId, rank: rankOf(invite, slackUserId === undefined ? 'person' : 'addressee') };
};

/**
 * Tells whether an invite and another person's invitation are two, although they share an id. They are where
 * - a member entered the link for themselves and nothing else says that it is theirs: else whoever enters a colleague's
 *   link would get what its mail tells. Where a source tells of the invite, too, the more certain word decides;
 * - a member has decided it, and whose it is was less certain: a decision for one member is none for another.
 */
export function isKeptApart(invite: Invite, { slackUserId, rank }: Claimant): boolean {
  const holder = claimantOf(invite);
  if (holder.slackUserId === slackUserId) return false;
  if (holder.slackUserId === undefined) return rank === TYPED && holder.rank > TYPED;
  if (isDecided(invite) && rank > TYPED && rank > holder.rank && (slackUserId !== undefined || holder.rank <= TYPED))
    return true;
  if (holder.rank !== TYPED) return false;
  return rank < TYPED ? slackUserId !== undefined : invite.origins.every(({ source }) => source === MANUAL);
}

/** Tells whether an invite is kept apart from what is certain to be another person's, who gets its claims. */
export const isTakenFrom = (invite: Invite, claimant: Claimant): boolean =>
  claimant.rank > TYPED && isKeptApart(invite, claimant);
