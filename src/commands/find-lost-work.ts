import { findStranded, restore } from '../domain/workspace/restore-lost-work.js';
import { formatTable } from './format-table.js';
import { isUnknownTenant } from './is-unknown-tenant.js';
import type { ExitCode, Operator, Print } from './operator-services.js';

interface CheckOptions {
  /** One workspace; every workspace that has Baton installed when absent. */
  readonly tenant?: string;
  readonly write: boolean;
}

/**
 * Prints documents that are in no final state and have no work, of all workspaces or of one; `write` restores their
 * work.
 * @returns 1 when a document is left without its work, or the workspace is unknown.
 */
export async function findLostWork(
  { ports, activeTenants }: Pick<Operator, 'ports' | 'activeTenants'>,
  print: Print,
  { tenant, write }: CheckOptions,
): Promise<ExitCode> {
  if (await isUnknownTenant(ports, print, tenant)) return 1;
  const rows: string[][] = [];
  let left = 0;
  for (const tenantId of tenant === undefined ? await activeTenants() : [tenant]) {
    for (const stranded of await findStranded(ports, tenantId)) {
      const { ref, job } = stranded;
      const isRestored = write && (await restore(ports, stranded));
      if (!isRestored) left += 1;
      rows.push([job, ref.tenantId, ref.id, isRestored ? 'restored' : 'missing']);
    }
  }
  if (rows.length === 0) print('Everything that needs work has it.');
  else for (const line of formatTable(['job', 'tenant', 'document', 'work'], rows)) print(line);
  if (left > 0 && !write) print('Nothing was changed: add --write to restore it.');
  return left === 0 ? 0 : 1;
}
