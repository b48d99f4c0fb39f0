import { DEFAULT_SETTINGS, type Settings } from '../model/tenant/tenant.js';
import type { Ports } from '../ports.js';

/** A tenant's settings; of one that is not known, the defaults. */
export const settingsOf = async ({ tenants }: Pick<Ports, 'tenants'>, tenantId: string): Promise<Settings> =>
  (await tenants.get(tenantId))?.settings ?? DEFAULT_SETTINGS;
