import { Duplicate } from '../errors.js';
import { keptEvent } from '../limits.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import type { MarketplaceEvent } from './event.js';

/**
 * Takes in a verified event under its webhook id, cut to what is kept of it (`KEPT`). It is durable when this resolves; the work comes after.
 * @returns `repeated` when it was taken in before.
 */
export async function takeInEvent(
  ports: Ports,
  tenantId: string,
  webhookId: string,
  event: MarketplaceEvent,
): Promise<'new' | 'repeated'> {
  const now = ports.clock.now();
  const stored = { ...keptEvent(event), tenantId, id: webhookId, receivedAt: now, work: [todo('receive-event', now)] };
  try {
    await ports.events.insert(stored);
  } catch (error) {
    if (error instanceof Duplicate) return 'repeated';
    throw error;
  }
  ports.jobs.dispatch(stored);
  return 'new';
}
