import { Refusal } from '../errors.js';
import type { Actor } from '../member/member.js';
import { requireAdmin } from '../member/require-role.js';
import type { Ports } from '../ports.js';
import type { Settings } from './tenant.js';

/** A tenant's settings as they hold now. @throws Refusal when `by` is no admin. */
export async function readSettings(ports: Ports, by: Actor): Promise<Settings> {
  await requireAdmin(ports, by);
  const tenant = await ports.tenants.get(by.tenantId);
  if (!tenant) throw new Refusal('tenant.notInstalled');
  return tenant.settings;
}
