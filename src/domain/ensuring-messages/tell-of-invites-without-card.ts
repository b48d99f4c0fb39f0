import type { Invite } from '../model/invite/invite.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ports } from '../ports.js';
import { cardRecipients } from './card-recipients.js';
import { ensureMessage } from './ensure-message.js';

/** Milliseconds in which invites without a card are counted together. */
const TOGETHER_MS = 5000;

/**
 * Tells the readers of invites without a card how many there are. One message for each connection and reader, which is
 * edited at most once in `TOGETHER_MS` while more invites come.
 */
export async function tellOfInvitesWithoutCard(ports: Ports, invite: Invite): Promise<void> {
  const { tenantId, origins, invitee } = invite;
  const connectionId = origins[0]?.connectionId ?? '';
  const event = invitee.slackUserId === undefined ? 'unlinked' : 'own';
  const now = ports.clock.now().getTime();
  const wanted = Math.floor(now / TOGETHER_MS);
  const inMs = (wanted + 1) * TOGETHER_MS - now;
  for (const to of await cardRecipients(ports, invite)) {
    const id = MESSAGE_IDS.withoutCard(connectionId, event, to);
    await ensureMessage(ports, { id, tenantId, kind: 'without-card', event, to, wanted }, inMs);
  }
}
