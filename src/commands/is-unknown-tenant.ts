import type { Ports } from '../domain/ports.js';
import type { Print } from './operator-services.js';

/** Whether a workspace is named that does not exist; prints so. */
export async function isUnknownTenant(
  { tenants }: Ports,
  print: Print,
  tenantId: string | undefined,
): Promise<boolean> {
  if (tenantId === undefined || (await tenants.get(tenantId))) return false;
  print(`There is no workspace ${tenantId}.`);
  return true;
}
