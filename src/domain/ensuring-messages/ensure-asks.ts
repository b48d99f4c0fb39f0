import type { Invite } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Relay } from '../model/relay/relay.js';
import type { Ports } from '../ports.js';
import { ensureMessages } from './ensure-message.js';

/** Ensures that the messages to the colleagues who were asked show the present state of the relay and of its invite. */
export async function ensureAsks(ports: Ports, relay: Relay, { revision }: Pick<Invite, 'revision'>): Promise<void> {
  const { tenantId, id: relayId, inviteId, asks } = relay;
  const about = { tenantId, kind: 'relay-ask', relayId, inviteId, event: 'asked' } as const;
  const wanted = relay.revision + revision;
  const asked = asks.filter(({ until }) => until).map(({ slackUserId }) => slackUserId);
  const idFor = (to: string) => MESSAGE_IDS.relay('relay-ask', relayId, about.event, to);
  await ensureMessages(
    ports,
    asked.map((to) => ({ message: { ...about, id: idFor(to), to, wanted } })),
  );
}
