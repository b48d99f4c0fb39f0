import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import { faultsIn } from '../model/tenant/settings-rules.js';
import type { Settings, Tenant } from '../model/tenant/tenant.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** Changes the given settings of a tenant. @throws Refusal when `by` is no admin, or a setting is out of bounds. */
export async function configureTenant(ports: Ports, by: Actor, settings: Partial<Settings>): Promise<Tenant> {
  await requireAdmin(ports, by);
  if (faultsIn(settings).length) throw new Refusal('tenant.badSettings');
  const tenant = await ports.tenants.configure(by.tenantId, settings);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  return tenant;
}
