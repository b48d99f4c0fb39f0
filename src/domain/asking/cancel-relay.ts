import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { whoAgreed } from '../model/relay/relay.js';
import type { Ports } from '../ports.js';
import { endRelay } from './advance-relay.js';

/**
 * Cancels a relay; the invite stays open for the asker.
 * @throws Refusal when the relay is somebody else's, or has ended: after a yes the referral is on its way.
 */
export async function cancelRelay(ports: Ports, by: Actor, relayId: string): Promise<void> {
  const relay = await ports.relays.get({ tenantId: by.tenantId, id: relayId });
  if (!relay) throw new Refusal('relay.notFound');
  if (relay.from.slackUserId !== by.slackUserId) throw new Refusal('relay.notYours', { name: relay.from.name });
  const agreed = whoAgreed(relay);
  if (relay.status !== 'asking' || agreed) throw new Refusal('relay.over');
  if (!(await endRelay(ports, relay, 'cancelled'))) await cancelRelay(ports, by, relayId);
}
