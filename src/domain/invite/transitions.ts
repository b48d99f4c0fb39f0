import type { InvitationStatus } from '../event/event.js';
import type { ClosedStatus, Invite, InviteStatus } from './invite.js';

/**
 * Where each status may go. A referred invite reopens when its referral fails or is undone; an accepted or declined
 * one when the marketplace refuses the decision. Our clock may be ahead of the marketplace, and its words come in any
 * order: the furthest stands, so that a closed invitation may turn out to have been accepted before.
 */
export const INVITE_NEXT = {
  open: ['accepted', 'declined', 'referred', 'withdrawn', 'expired', 'archived'],
  accepted: ['open', 'withdrawn', 'expired', 'archived', 'declined'],
  declined: ['open', 'withdrawn', 'expired', 'archived', 'accepted'],
  referred: ['open', 'withdrawn', 'expired', 'archived', 'accepted', 'declined'],
  expired: ['accepted', 'declined', 'withdrawn', 'archived'],
  archived: ['accepted', 'declined', 'withdrawn'],
  withdrawn: ['accepted', 'declined'],
} as const satisfies Record<InviteStatus, readonly InviteStatus[]>;

/** What the marketplace's word about an invitation means for the invite. */
export type Reading =
  | { readonly do: 'nothing' }
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
  switch (invite.status) {
    case 'open':
      return { do: 'move', to: said };
    case 'expired':
    case 'archived':
    case 'withdrawn':
      return overrules(said, invite.status) ? { do: 'move', to: said } : NOTHING;
    case 'accepted':
    case 'declined':
    case 'referred':
      return readAgainstDecision(invite, said);
  }
}

/** How far each ending is. Of two words that cannot both be the last, the further one is. */
const RANK = { expired: 0, archived: 1, withdrawn: 2, declined: 3, accepted: 3 } as const satisfies Record<
  ClosedStatus,
  number
>;

const overrules = (said: ClosedStatus, stands: ClosedStatus): boolean => RANK[said] > RANK[stands];

/** A referral reaches the marketplace as a decline. */
const confirms = (invite: Invite, said: ClosedStatus): boolean =>
  said === (invite.status === 'referred' ? 'declined' : invite.status);

function readAgainstDecision(invite: Invite, said: ClosedStatus): Reading {
  const { confirmedAt, confirmedBy } = invite.decision ?? {};
  if (confirms(invite, said)) return confirmedAt && !confirmedBy ? NOTHING : { do: 'confirm', said };
  const known = invite.closed !== undefined && !overrules(said, invite.closed);
  return confirmedAt || known ? NOTHING : { do: 'remember', closed: said };
}
