import { ensureMessage } from '../ensuring-messages/ensure-message.js';
import { welcomeMessage } from '../ensuring-messages/welcome-message.js';
import { todo, WAIT_FOR_INSTALLATION } from '../model/outbox-work.js';
import type { Tenant } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';
import { nextDigest } from '../tallies/send-digests.js';

/** An installation as Slack reports it. */
export interface Installation {
  readonly tenantId: string;
  readonly name: string;
  /** The Slack user who installed it. */
  readonly installedBy?: string;
}

/**
 * Installs a tenant, or makes it active again: waiting work continues at once. A reinstallation keeps the settings, and
 * on an active tenant also the recorded installer.
 */
export async function installTenant(ports: Ports, installation: Installation): Promise<Tenant> {
  const { tenantId, name, installedBy } = installation;
  const now = ports.clock.now();
  const tenant = await ports.tenants.install({
    id: tenantId,
    tenantId,
    name,
    status: 'active',
    installedAt: now,
    activeSince: now,
    settings: {},
    work: [todo('sync-directory', now), todo('send-digests', nextDigest(now, tenantId))],
    ...(installedBy && { installedBy }),
  });
  await ports.worklist.hasten(tenantId, WAIT_FOR_INSTALLATION, now, 'all');
  if (installedBy) await ensureMessage(ports, welcomeMessage(tenant, installedBy));
  return tenant;
}
