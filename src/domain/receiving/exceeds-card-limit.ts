import { type Invite, MOST_CARDS } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/** Milliseconds up to which an invitation counts as recent. */
const NEWS_MS = 60 * 60_000;

/**
 * Tells whether a new open invite gets no card, since its reader has `MOST_CARDS` open invites already. A source may
 * report thousands at once, as when it is connected. Applies only to older invitations: those from before their
 * connection was made, and those to people whom no member is linked to.
 */
export async function exceedsCardLimit(
  { connections, invites, clock }: Ports,
  { tenantId, status, invitedAt, invitee, origins, referredIn }: Invite,
): Promise<boolean> {
  if (status !== 'open' || referredIn?.referralId !== undefined) return false;
  const { slackUserId = null } = invitee;
  if (slackUserId !== null) {
    if (clock.now().getTime() - invitedAt.getTime() < NEWS_MS) return false;
    const ids = origins.map(({ connectionId }) => connectionId);
    const connection = (await connections.ofTenant(tenantId)).find(({ id }) => ids.includes(id));
    if (!connection || invitedAt >= connection.connectedAt) return false;
  }
  return (await invites.countOpen(tenantId, slackUserId)) >= MOST_CARDS;
}
