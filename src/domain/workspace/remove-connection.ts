import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import { traceOf, withTrace } from '../model/connection/removed-connection.js';
import type { Actor } from '../model/member/member.js';
import type { Ref } from '../model/outbox-work.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/**
 * Removes a connection with its configuration. Its invites stay: decisions on them go through another connection of the
 * invite, or are handed off, or wait until the same place is connected again, of which a trace is kept. Removing it
 * twice changes nothing.
 * @throws Refusal when `by` is no admin
 */
export async function removeConnection(ports: Ports, by: Actor, connectionId: string): Promise<void> {
  await requireAdmin(ports, by);
  await ports.atomically(() => remove(ports, { tenantId: by.tenantId, id: connectionId }));
  await ports.worklist.hasten(by.tenantId, ['forward-decision', 'forward-referral'], ports.clock.now());
  await refreshAdminHomes(ports, by.tenantId);
}

async function remove(ports: Ports, ref: Ref): Promise<void> {
  const connection = await ports.connections.latest(ref);
  if (!connection) return;
  await ports.connections.remove(ref);
  const place = ports.sources.placeOf(connection);
  const tenant = await ports.tenants.latest(ref.tenantId);
  if (place === null || !tenant) return;
  const trace = traceOf(connection, place, ports.clock.now());
  await ports.tenants.setRemovedConnections(ref.tenantId, withTrace(tenant.removedConnections ?? [], trace));
}
