import { type Invite, MOST_CARDS } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/** An invitation no older than this is news, in milliseconds. */
const NEWS_MS = 60 * 60_000;

/**
 * Tells whether a new open invite becomes no card, since its reader has `MOST_CARDS` open invites already. A source may
 * tell of thousands at once, as when it is connected, or of another agency's people. This concerns what is no news: an
 * invitation from before its connection was made, or to a person whom nobody is linked to.
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
