import { Refusal } from '../errors.js';
import type { Actor } from '../member/member.js';
import { requireAdmin } from '../member/require-role.js';
import type { Ports } from '../ports.js';
import type { Settings, Tenant } from './tenant.js';

/** @throws Refusal when `by` is no admin. */
export async function configureTenant(ports: Ports, by: Actor, settings: Partial<Settings>): Promise<Tenant> {
  await requireAdmin(ports, by);
  const tenant = await ports.tenants.configure(by.tenantId, settings);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  return tenant;
}
