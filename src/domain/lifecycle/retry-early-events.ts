import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/**
 * Retries at once the status events that came before their invitation.
 * @param which `all` once the invitation itself has come, since some events may have been processed without it
 */
export async function retryEarlyEvents(
  { events, clock }: Ports,
  tenantId: string,
  invitationId: string,
  which: 'failed' | 'all' = 'failed',
): Promise<void> {
  await events.retry(tenantId, invitationId, which, () => todo('receive-event', clock.now()));
}
