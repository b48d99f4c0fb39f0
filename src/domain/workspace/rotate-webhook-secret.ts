import type { Connection } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/**
 * Makes a new webhook secret; the last one stays valid until the next rotation.
 * @param connectionId the first connection that has a secret when absent
 * @returns the connection with its new secret
 * @throws Refusal when `by` is no admin, or no such connection has a secret.
 */
export async function rotateWebhookSecret(ports: Ports, by: Actor, connectionId?: string): Promise<Connection> {
  await requireAdmin(ports, by);
  return ports.atomically(async () => {
    const all = await ports.connections.latestOf(by.tenantId);
    for (const connection of all) {
      if (connectionId !== undefined && connection.id !== connectionId) continue;
      const rotated = ports.sources.rotate(connection);
      if (!rotated) continue;
      const renewed = { ...connection, ...rotated, work: [] };
      await ports.connections.save(renewed);
      return renewed;
    }
    throw new Refusal('tenant.notConnected');
  });
}
