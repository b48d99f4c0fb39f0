import { furthestOf, type InvitationStatus, isFurther } from '../event/event.js';
import { type Deadlined, endOf, endsLater } from './binding-deadline.js';
import type { ClosedStatus, Invite, InviteStatus } from './invite.js';

/**
 * The allowed transitions. A referred invite reopens when its referral fails or is undone; an accepted or declined one
 * when the marketplace refuses the decision. The marketplace's reports come in any order, and the strongest holds
 * (`ENDINGS`): a closed invitation may turn out to have been accepted before, or referred by a referral that had
 * counted as failed. An invite that Baton's clock expired reopens with a later deadline (`opensAgain`).
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

/** The effect of a reported status on an invite. */
export type Reading =
  | { readonly do: 'nothing' }
  /** The marketplace confirms that the invite has expired: a later deadline no longer reopens it. */
  | { readonly do: 'verify-expiry' }
  /** The marketplace has received Baton's decision. */
  | { readonly do: 'confirm'; readonly said: ClosedStatus }
  /** The invite takes this status. */
  | { readonly do: 'move'; readonly to: ClosedStatus }
  /** Baton's decision is still on its way: the status is stored, in case the decision is taken back. */
  | { readonly do: 'remember'; readonly closed: ClosedStatus };

const NOTHING: Reading = { do: 'nothing' };

/** Decides what a reported status does to an invite. Late and repeated reports do nothing. */
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

/** Tells whether a reported status confirms a decision. A referral reaches the marketplace as a decline. */
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

/** Returns the reported status that takes precedence over a confirmed decision, if there is one. */
export const overruledBy = ({ status, closed }: Pick<Invite, 'status' | 'closed'>): ClosedStatus | undefined =>
  closed && status !== 'open' && status !== 'referred' && isFurther(closed, status) ? closed : undefined;

/** Returns the status of an invite whose decision is taken back: the strongest that was reported, or else `open`. */
export const withoutDecision = (...words: readonly (ClosedStatus | undefined)[]): ClosedStatus | 'open' =>
  furthestOf(...words) ?? 'open';

/** Tells whether Baton's clock expired the invite, without a confirmation by the marketplace. */
export const isExpiredByClock = ({ status, history }: Pick<Invite, 'status' | 'history'>): boolean =>
  status === 'expired' && history.findLast(({ what }) => what === 'expired')?.who === 'clock';

/**
 * Tells whether an invite that Baton's clock expired opens again, once a source says that it is open: with a later
 * deadline, or where its deadline turns out not to bind, or was removed by a person.
 * @param after the invite with what the source told
 */
export function opensAgain(invite: Invite, after: Deadlined, now: Date): boolean {
  if (!isExpiredByClock(invite)) return false;
  const end = endOf(after);
  if (!end) return !invite.past;
  return end > now && endsLater(invite, after);
}
