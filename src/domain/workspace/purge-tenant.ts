import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Deletes everything of a tenant, unless it was installed again. */
export const purgeTenant = (ports: Ports, { tenantId }: Ref): Promise<void> => ports.tenants.purge(tenantId);
