import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import type { Settings } from '../model/tenant/tenant.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';

/** Reads a tenant's present settings. @throws Refusal when `by` is no admin. */
export async function readSettings(ports: Ports, by: Actor): Promise<Settings> {
  await requireAdmin(ports, by);
  const tenant = await ports.tenants.get(by.tenantId);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  return tenant.settings;
}
