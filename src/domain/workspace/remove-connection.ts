import { refreshAdminHomes } from '../ensuring-messages/refresh-home.js';
import type { Actor } from '../model/member/member.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/**
 * Removes a connection with its configuration. Its invites stay: decisions on them go through another connection of the
 * invite, or are handed off, or wait until the source is connected again. Removing it twice changes nothing.
 * @throws Refusal when `by` is no admin
 */
export async function removeConnection(ports: Ports, by: Actor, connectionId: string): Promise<void> {
  await requireAdmin(ports, by);
  await ports.connections.remove({ tenantId: by.tenantId, id: connectionId });
  await ports.worklist.hasten(by.tenantId, ['forward-decision', 'forward-referral'], ports.clock.now());
  await refreshAdminHomes(ports, by.tenantId);
}
