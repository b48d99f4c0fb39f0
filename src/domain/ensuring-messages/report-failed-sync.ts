import { MESSAGE_IDS } from '../model/message/message-ids.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { presentManagers } from './card-recipients.js';
import { ensureMessage } from './ensure-message.js';
import { isTokenRefused, tokenMark } from './report-refused-token.js';

/**
 * Tells the managers, once per set-up of the connection, that the sync of the workspace's people failed. A refused
 * token is reported elsewhere.
 * @param error the error of the last attempt
 */
export async function reportFailedSync(ports: Ports, { tenantId }: Ref, error: unknown): Promise<void> {
  if (isTokenRefused(error)) return;
  const [tenant, connections] = await Promise.all([ports.tenants.get(tenantId), ports.connections.ofTenant(tenantId)]);
  if (tenant?.status !== 'active') return;
  const mark = connections[0] ? tokenMark(connections[0]) : tenant.activeSince.getTime();
  for (const to of await presentManagers(ports, tenant)) {
    const id = MESSAGE_IDS.syncFailed(mark, to);
    await ensureMessage(ports, { id, tenantId, kind: 'sync-failed', to, wanted: 1 });
  }
}
