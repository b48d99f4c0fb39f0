import { createHash } from 'node:crypto';
import type { Connection } from '../model/connection/connection.js';
import { TokenRefused } from '../model/errors.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { presentManagers } from './card-recipients.js';
import { ensureMessage } from './ensure-message.js';

/** Returns a digest that identifies a connection's last set-up and its token. */
export const tokenMark = ({
  id,
  connectedAt,
  setUpAt = connectedAt,
}: Pick<Connection, 'id' | 'connectedAt' | 'setUpAt'>): string =>
  createHash('sha256').update(`${id} ${setUpAt.getTime()}`).digest('hex').slice(0, 16);

/** Tells whether an error means that the marketplace refused the token. */
export const isTokenRefused = (error: unknown): boolean => error instanceof TokenRefused;

/** Tells the managers, once per set-up of the connection, that the marketplace refuses its token. */
export async function reportRefusedToken(ports: Ports, ref: Ref): Promise<void> {
  const { tenantId } = ref;
  const [tenant, connection] = await Promise.all([ports.tenants.get(tenantId), ports.connections.latest(ref)]);
  if (!tenant || !connection) return;
  const event = tokenMark(connection);
  for (const to of await presentManagers(ports, tenant)) {
    const id = MESSAGE_IDS.tokenRefused(event, to);
    await ensureMessage(ports, { id, tenantId, kind: 'token-refused', event, to, wanted: 1 });
  }
}
