import type { Ports } from '../domain/ports.js';
import type { Print } from './operator-services.js';

/** Tells whether the named workspace does not exist, and prints so; false where none is named. */
export async function isUnknownTenant(
  { tenants }: Ports,
  print: Print,
  tenantId: string | undefined,
): Promise<boolean> {
  if (tenantId === undefined || (await tenants.get(tenantId))) return false;
  print(`There is no workspace ${tenantId}. Name one by its id, such as T012AB3CD: \`baton doctor\` lists them.`);
  return true;
}
