import type { Count, Tally } from '../model/tally/tally.js';
import type { Ports } from '../ports.js';

/** A count that differs from the ledger. */
export interface Difference {
  readonly member: string;
  readonly period: string;
  readonly count: Count;
  readonly is: number;
  readonly shouldBe: number;
}

/**
 * Sums the ledger and compares it with the tallies.
 * @param write replaces the tallies with the sums when they differ
 */
export async function rebuildTallies(
  ports: Ports,
  tenantId: string,
  { write }: { write: boolean },
): Promise<Difference[]> {
  return ports.atomically(async () => {
    const sums = await ports.ledger.totals(tenantId);
    const differences = compare(await ports.tallies.all(tenantId), sums);
    if (write && differences.length > 0) await ports.tallies.replaceAll(tenantId, sums);
    return differences;
  });
}

/** Lists the counts that differ between two sets of tallies; a missing one is 0. */
export function compare(kept: readonly Tally[], sums: readonly Tally[]): Difference[] {
  const is = flatten(kept);
  const shouldBe = flatten(sums);
  const keys = [...new Set([...is.keys(), ...shouldBe.keys()])].sort();
  return keys.flatMap((key) => {
    const pair = { is: is.get(key) ?? 0, shouldBe: shouldBe.get(key) ?? 0 };
    if (pair.is === pair.shouldBe) return [];
    const [member, period, count] = JSON.parse(key) as [string, string, Count];
    return [{ member, period, count, ...pair }];
  });
}

const flatten = (tallies: readonly Tally[]): Map<string, number> =>
  new Map(
    tallies.flatMap(({ member, period, counts }) =>
      Object.entries(counts).map(([count, value]) => [JSON.stringify([member, period, count]), value ?? 0] as const),
    ),
  );
