import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * Brings the statuses back at once that came before the invitation they are about, now that more is known of it.
 * @param which `all` once the invitation itself has come: some were done without it
 */
export async function retryEarly(
  { events, clock }: Ports,
  tenantId: string,
  invitationId: string,
  which: 'failed' | 'all' = 'failed',
): Promise<void> {
  await events.retry(tenantId, invitationId, which, () => todo('receive-event', clock.now()));
}
