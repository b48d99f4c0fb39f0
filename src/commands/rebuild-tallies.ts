import type { Ports } from '../domain/ports.js';
import { rebuildTallies } from '../domain/tally/rebuild-tallies.js';
import type { ExitCode, Print } from './operator.js';
import { asTable } from './table.js';

/**
 * Compares a tenant's tallies with its ledger and prints every difference; `write` corrects them.
 * @returns 1 when there are differences that stay, or no such workspace.
 */
export async function rebuildTalliesOf(
  ports: Ports,
  print: Print,
  { tenant, write }: { tenant: string; write: boolean },
): Promise<ExitCode> {
  if (!(await ports.tenants.get(tenant))) {
    print(`There is no workspace ${tenant}.`);
    return 1;
  }
  const differences = await rebuildTallies(ports, tenant, { write });
  const rows = differences.map(({ is, shouldBe, ...where }) => [
    where.member,
    where.period,
    where.count,
    String(is),
    String(shouldBe),
  ]);
  if (rows.length === 0) print('The tallies are what the ledger says.');
  else for (const line of asTable(['member', 'period', 'count', 'is', 'should be'], rows)) print(line);
  if (rows.length > 0) print(write ? 'Corrected.' : 'Nothing was changed: add --write to correct them.');
  return rows.length > 0 && !write ? 1 : 0;
}
