import { ensureMessage } from '../messages/ensure-message.js';
import { welcomeOf } from '../messages/welcome.js';
import type { Tenant } from '../model/tenant/tenant.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { nextDigest } from '../tallies/send-digests.js';

/** What Slack tells of an installation. */
export interface Installation {
  readonly tenantId: string;
  readonly name: string;
  /** The Slack user who installed it. */
  readonly installedBy?: string;
}

/**
 * A workspace installed Baton, again or for the first time: its settings survive a reinstall, and while it is active,
 * so does who installed it.
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
    work: [todo('sync-directory', now), todo('send-digests', nextDigest(now))],
    ...(installedBy && { installedBy }),
  });
  if (installedBy) await ensureMessage(ports, welcomeOf(tenant, installedBy));
  return tenant;
}
