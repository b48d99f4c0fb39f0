import { Duplicate } from '../model/errors.js';
import type { MarketplaceEvent, StoredEvent } from '../model/event/event.js';
import { keptEvent } from '../model/limits.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * Takes in a verified event under its webhook id, cut to what is kept of it (`KEPT`). It is durable when this resolves; the work comes after.
 * @returns `repeated` when it was taken in before.
 */
export async function storeEvent(
  ports: Ports,
  tenantId: string,
  webhookId: string,
  event: MarketplaceEvent,
): Promise<'new' | 'repeated'> {
  const now = ports.clock.now();
  const about = { tenantId, id: webhookId, receivedAt: now, ...waitingFor(event) };
  const stored = { ...keptEvent(event), ...about, work: [todo('receive-event', now)] };
  try {
    await ports.events.insert(stored);
  } catch (error) {
    if (error instanceof Duplicate) return 'repeated';
    throw error;
  }
  return 'new';
}

/** A status may overtake its invitation. */
function waitingFor(event: MarketplaceEvent): Pick<StoredEvent, 'invitationId'> {
  switch (event.type) {
    case 'invitation.created':
      return {};
    case 'invitation.status_changed':
      return { invitationId: event.data.id };
    case 'proposal.status_changed':
      return { invitationId: event.data.invitationId };
  }
}
