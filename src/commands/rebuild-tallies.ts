import type { Ports } from '../domain/ports.js';
import { rebuildTallies } from '../domain/tallies/rebuild-tallies.js';
import { formatTable } from './format-table.js';
import { isUnknownTenant } from './is-unknown-tenant.js';
import type { ExitCode, Operator, Print } from './operator-services.js';

interface RebuildOptions {
  /** One workspace; every workspace that has Baton installed when absent. */
  readonly tenant?: string;
  readonly write: boolean;
}

/**
 * Compares tallies with their ledger and prints every difference, workspace by workspace; `write` corrects the tallies.
 * @returns 1 when differences stay, or the workspace is unknown.
 */
export async function rebuildTalliesOf(
  { ports, activeTenants }: Pick<Operator, 'ports' | 'activeTenants'>,
  print: Print,
  { tenant, write }: RebuildOptions,
): Promise<ExitCode> {
  if (tenant !== undefined) return rebuild(ports, print, tenant, write);
  const tenants = await activeTenants();
  if (tenants.length === 0) print('No workspace has Baton installed.');
  let code: ExitCode = 0;
  for (const one of tenants) {
    print(`Workspace ${one}`);
    if ((await rebuild(ports, print, one, write)) === 1) code = 1;
  }
  return code;
}

async function rebuild(ports: Ports, print: Print, tenant: string, write: boolean): Promise<ExitCode> {
  if (await isUnknownTenant(ports, print, tenant)) return 1;
  const differences = await rebuildTallies(ports, tenant, { write });
  const rows = differences.map(({ is, shouldBe, ...where }) => [
    where.member,
    where.period,
    where.count,
    String(is),
    String(shouldBe),
  ]);
  if (rows.length === 0) print('The tallies are what the ledger says.');
  else for (const line of formatTable(['member', 'period', 'count', 'is', 'should be'], rows)) print(line);
  if (rows.length > 0) print(write ? 'Corrected.' : 'Nothing was changed: add --write to correct them.');
  return rows.length > 0 && !write ? 1 : 0;
}
