import type { Via } from '../model/connection/connection.js';
import { Duplicate } from '../model/errors.js';
import type { MarketplaceEvent, StoredEvent } from '../model/event/event.js';
import { todo } from '../model/outbox-work.js';
import { keptEvent } from '../model/stored-size-limits.js';
import type { Ports } from '../ports.js';
import { changesNothing } from './changes-nothing.js';

/**
 * Stores a verified event under its id, cut to the limits in `model/stored-size-limits.ts`. The event is durable when
 * this resolves; a job processes it, unless it changes nothing.
 * @param via the connection by which it came; the tenant's only connection when absent
 * @returns `repeated` when the event is stored already
 */
export async function storeEvent(
  ports: Ports,
  tenantId: string,
  webhookId: string,
  event: MarketplaceEvent,
  via?: Via,
): Promise<'new' | 'repeated'> {
  const now = ports.clock.now();
  const about = { tenantId, id: webhookId, receivedAt: now, ...(via && { via }), ...waitingFor(event) };
  const given = { ...keptEvent(event), ...about, work: [todo('receive-event', now)] };
  const stored = (await changesNothing(ports, given)) ? { ...given, work: [], doneAt: now } : given;
  try {
    await ports.events.insert(stored);
  } catch (error) {
    if (error instanceof Duplicate) return 'repeated';
    throw error;
  }
  return 'new';
}

/**
 * Returns the id of the invitation that a status event may have overtaken, or of its job where the source does not name
 * the invitation.
 */
function waitingFor(event: MarketplaceEvent): Pick<StoredEvent, 'invitationId'> {
  switch (event.type) {
    case 'invitation.created':
      return {};
    case 'invitation.status_changed':
      return { invitationId: event.data.id };
    case 'proposal.status_changed':
      return { invitationId: event.data.about?.jobId ?? event.data.invitationId };
  }
}
