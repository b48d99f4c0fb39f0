import type { Via } from '../model/connection/connection.js';
import type { Invitation } from '../model/event/event.js';
import type { Ports } from '../ports.js';

const DAY_MS = 24 * 60 * 60_000;

/** The time after which an invitation without an end is not taken for open any more, in milliseconds: 30 days. */
const OPEN_FOR_MS = 30 * DAY_MS;

/**
 * Tells whether an invitation ended before its connection was made. The first report of a source may cover years: only
 * invitations that can still be answered get a card.
 */
export async function wasOverBeforeConnection(
  { connections, clock }: Ports,
  tenantId: string,
  { status, invitedAt, expiresAt }: Invitation,
  { connectionId }: Via,
): Promise<boolean> {
  const now = clock.now();
  const age = now.getTime() - invitedAt.getTime();
  if (status === 'open' && age < OPEN_FOR_MS && (!expiresAt || expiresAt > now)) return false;
  const connection = (await connections.ofTenant(tenantId)).find(({ id }) => id === connectionId);
  return connection !== undefined && invitedAt < connection.connectedAt;
}
