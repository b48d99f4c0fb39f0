import type { ClosedStatus, Invite } from '../model/invite/invite.js';

/**
 * Returns the fields of an invite that the marketplace has closed. An accept or a decline that Baton did not send is
 * stored as a decision that the member took on the marketplace.
 */
export function closedInviteFields(status: ClosedStatus, at: Date): Pick<Invite, 'status' | 'decision'> {
  if (status !== 'accepted' && status !== 'declined') return { status };
  const by = { id: `marketplace-${status}`, by: 'marketplace', byName: '', at, confirmedAt: at };
  return { status, decision: { ...by, kind: status } };
}
