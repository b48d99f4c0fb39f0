import type { Ports } from '../ports.js';
import type { Ref } from '../work.js';

/** Deletes everything of a tenant, unless it was installed again. */
export const purgeTenant = (ports: Ports, { tenantId }: Ref): Promise<void> => ports.tenants.purge(tenantId);
