import { DEFAULT_SETTINGS, type Settings } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/** Returns a tenant's settings; the defaults for an unknown tenant. */
export const tenantSettings = async ({ tenants }: Pick<Ports, 'tenants'>, tenantId: string): Promise<Settings> =>
  (await tenants.get(tenantId))?.settings ?? DEFAULT_SETTINGS;
