import { furthestOf, type InvitationStatus, isFurther } from '../event/event.js';
import type { ClosedStatus, Invite, InviteStatus } from './invite.js';

/**
 * Where each status may go. A referred invite reopens when its referral fails or is undone; an accepted or declined
 * one when the marketplace refuses the decision. Our clock may be ahead of the marketplace, and its words come in any
 * order: the furthest stands (`ENDINGS`), so that a closed invitation may turn out to have been accepted before, or
 * referred by a referral that had counted as failed. What our clock ended opens again with a later deadline.
 */
export const INVITE_NEXT = {
  open: ['accepted', 'declined', 'referred', 'withdrawn', 'expired', 'archived'],
  accepted: ['open', 'withdrawn', 'expired', 'archived', 'declined', 'referred'],
  declined: ['open', 'withdrawn', 'expired', 'archived', 'accepted', 'referred'],
  referred: ['open', 'withdrawn', 'expired', 'archived', 'accepted', 'declined'],
  expired: ['open', 'accepted', 'declined', 'referred', 'withdrawn', 'archived'],
  archived: ['accepted', 'declined', 'referred', 'withdrawn'],
  withdrawn: ['accepted', 'declined', 'referred'],
} as const satisfies Record<InviteStatus, readonly InviteStatus[]>;

/** What the marketplace's word about an invitation means for the invite. */
export type Reading =
  | { readonly do: 'nothing' }
  /** Our clock was right: from now on a later deadline opens the invite no more. */
  | { readonly do: 'verify-expiry' }
  /** Our decision has arrived over there. */
  | { readonly do: 'confirm'; readonly said: ClosedStatus }
  /** The invite takes this status. */
  | { readonly do: 'move'; readonly to: ClosedStatus }
  /** Our decision is still on its way: remember the status for the case that it is taken back. */
  | { readonly do: 'remember'; readonly closed: ClosedStatus };

const NOTHING: Reading = { do: 'nothing' };

/** Reads the marketplace's word about an invitation. Late and repeated words do nothing. */
export function readInvitationStatus(invite: Invite, said: InvitationStatus): Reading {
  if (said === 'open') return NOTHING;
  if (said === 'expired' && isExpiredByClock(invite)) return { do: 'verify-expiry' };
  switch (invite.status) {
    case 'open':
    case 'expired':
    case 'archived':
    case 'withdrawn':
      return isFurther(said, invite.status) ? { do: 'move', to: said } : NOTHING;
    case 'accepted':
    case 'declined':
    case 'referred':
      return readAgainstDecision(invite, invite.status, said);
  }
}

/** A referral reaches the marketplace as a decline. */
const confirms = (status: InviteStatus, said: ClosedStatus): boolean =>
  said === (status === 'referred' ? 'declined' : status);

function readAgainstDecision(
  invite: Invite,
  status: 'accepted' | 'declined' | 'referred',
  said: ClosedStatus,
): Reading {
  const { confirmedAt, confirmedBy } = invite.decision ?? {};
  if (status !== 'referred' && (confirmedAt || !invite.decision)) {
    if (confirms(status, said)) return confirmedBy ? { do: 'confirm', said } : NOTHING;
    return isFurther(said, status) ? { do: 'move', to: said } : NOTHING;
  }
  if (confirms(status, said)) return { do: 'confirm', said };
  return isFurther(said, invite.closed) ? { do: 'remember', closed: said } : NOTHING;
}

/** What stands of a decision that is confirmed and of what the marketplace said meanwhile. */
export const overruledBy = ({ status, closed }: Pick<Invite, 'status' | 'closed'>): ClosedStatus | undefined =>
  closed && status !== 'open' && status !== 'referred' && isFurther(closed, status) ? closed : undefined;

/** What an invite becomes whose decision is taken back: open, or what the marketplace said of it. */
export const withoutDecision = (...words: readonly (ClosedStatus | undefined)[]): ClosedStatus | 'open' =>
  furthestOf(...words) ?? 'open';

/** Whether it was our clock that ended the invite, and the marketplace has not said so since. */
export const isExpiredByClock = ({ status, history }: Pick<Invite, 'status' | 'history'>): boolean =>
  status === 'expired' && history.findLast(({ what }) => what === 'expired')?.who === 'clock';
