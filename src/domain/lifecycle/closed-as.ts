import type { ClosedStatus, Invite } from '../model/invite/invite.js';

/**
 * An invite that ended over there. An accept or a decline that Baton did not send counts as the member's, taken on the
 * marketplace.
 */
export function closedAs(status: ClosedStatus, at: Date): Pick<Invite, 'status' | 'decision'> {
  if (status !== 'accepted' && status !== 'declined') return { status };
  const by = { id: `marketplace-${status}`, by: 'marketplace', byName: '', at, confirmedAt: at };
  return { status, decision: { ...by, kind: status } };
}
