import { Refusal } from '../model/errors.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { requireAdmin } from './require-role.js';

/** @throws Refusal unless `by` is an admin and the tenant is connected to a marketplace. */
export async function requireLinking(ports: Ports, by: Actor): Promise<void> {
  await requireAdmin(ports, by);
  if ((await ports.connections.ofTenant(by.tenantId)).length === 0) throw new Refusal('tenant.notConnected');
}
