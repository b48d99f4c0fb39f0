import { createHash } from 'node:crypto';
import type { Connection } from '../model/connection/connection.js';
import { TokenRefused } from '../model/errors.js';
import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ports } from '../ports.js';
import { ensureMessage } from './ensure-message.js';
import { presentManagers } from './recipients.js';

/** Returns a hash that identifies a token without revealing it. */
export const tokenMark = ({ token }: Pick<Connection, 'token'>): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 16);

/** Tells whether the marketplace refused the token. */
export const isTokenRefused = (error: unknown): boolean => error instanceof TokenRefused;

/** Tells the managers, once per token, that the marketplace refuses it. */
export async function reportRefusedToken(ports: Ports, tenantId: string): Promise<void> {
  const [tenant, connection] = await Promise.all([ports.tenants.get(tenantId), ports.connections.latest(tenantId)]);
  if (!tenant || !connection) return;
  const event = tokenMark(connection);
  for (const to of await presentManagers(ports, tenant)) {
    const id = MESSAGE_IDS.tokenRefused(event, to);
    await ensureMessage(ports, { id, tenantId, kind: 'token-refused', event, to, wanted: 1 });
  }
}
