import { ensureAsks } from '../ensuring-messages/ensure-asks.js';
import { ensureCardsOf } from '../ensuring-messages/ensure-card.js';
import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import { refreshHome } from '../ensuring-messages/refresh-home.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import { overtakenBy, type Relay } from '../model/relay/relay.js';
import type { Ports } from '../ports.js';

/**
 * Shows a relay's present state: on the asker's card and Home, and in messages to the asker and the asked colleagues.
 */
export async function announceRelay(ports: Ports, relay: Relay): Promise<void> {
  const { tenantId } = relay;
  const invite = await ports.invites.get({ tenantId, id: relay.inviteId });
  if (invite) await ensureCardsOf(ports, invite);
  await ensureAsks(ports, relay, invite ?? { revision: 0 });
  if (relay.status !== 'asking' && !isKnownTo(relay.from.slackUserId, relay)) await ensureNews(ports, relay);
  await refreshHome(ports, tenantId, relay.from.slackUserId);
}

/** True for the member who decided the invite themselves, who needs no message about it. */
const isKnownTo = (slackUserId: string, relay: Relay): boolean =>
  relay.status === 'overtaken' && overtakenBy(relay) === slackUserId;

async function ensureNews(ports: Ports, relay: Relay): Promise<void> {
  const { tenantId, id: relayId, inviteId, revision: wanted, status: event, from } = relay;
  const kind = 'relay-news';
  const id = MESSAGE_IDS.relay(kind, relayId, event, from.slackUserId);
  await ensureMessage(ports, { id, tenantId, kind, relayId, inviteId, event, to: from.slackUserId, wanted });
}
