import { type Move, type Tally, TEAM } from '../../../src/domain/model/tally/tally.js';
import type { Ledger, Tallies } from '../../../src/domain/ports.js';
import { frozen } from './copy.js';
import { insert } from './documents.js';
import { keyOf, type Store } from './store.js';

type Table = Map<string, Tally>;

const moved = (tally: Tally, { count, by }: Move): Tally => ({
  ...tally,
  counts: { ...tally.counts, [count]: (tally.counts[count] ?? 0) + by },
});

function add(table: Table, tenantId: string, moves: readonly Move[]): void {
  for (const move of moves) {
    const key = keyOf(tenantId, move.member, move.period);
    const { member, period } = move;
    table.set(key, moved(table.get(key) ?? { tenantId, member, period, counts: {} }, move));
  }
}

const rows = (table: Table, tenantId: string): Tally[] =>
  [...table.entries()]
    .filter(([, tally]) => tally.tenantId === tenantId)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, tally]) => tally);

const inPeriod = (table: Table, tenantId: string, period: string, limit: number): Tally[] =>
  rows(table, tenantId)
    .filter((row) => row.period === period)
    .slice(0, limit);

export const memoryLedger = ({ run }: Store): Ledger => ({
  insert: (...entries) =>
    run(({ ledger }) => {
      for (const entry of entries) insert(ledger, entry);
    }),
  counted: (tenantId, referralId) =>
    run(({ ledger }) =>
      [...ledger.values()].filter((entry) => entry.tenantId === tenantId && entry.referralId === referralId),
    ),
  totals: (tenantId) =>
    run(({ ledger }) => {
      const table: Table = new Map();
      for (const entry of ledger.values()) if (entry.tenantId === tenantId) add(table, tenantId, entry.moves);
      return rows(table, tenantId);
    }),
});

export const memoryTallies = ({ run }: Store): Tallies => ({
  add: (tenantId, moves) => run(({ tally }) => add(tally, tenantId, moves)),
  of: (tenantId, member, periods) =>
    run(({ tally }) =>
      periods.map((period) => tally.get(keyOf(tenantId, member, period)) ?? { tenantId, member, period, counts: {} }),
    ),
  ofMembers: (tenantId, members, period) =>
    run(({ tally }) => members.flatMap((member) => tally.get(keyOf(tenantId, member, period)) ?? [])),
  countIn: (tenantId, period) =>
    run(({ tally }) => rows(tally, tenantId).filter((row) => row.period === period && row.member !== TEAM).length),
  inPeriod: (tenantId, period, limit) => run(({ tally }) => inPeriod(tally, tenantId, period, limit)),
  lately: (tenantId, period, limit) => run(({ tally }) => inPeriod(tally, tenantId, period, limit)),
  all: (tenantId) => run(({ tally }) => rows(tally, tenantId)),
  replaceAll: (tenantId, tallies) =>
    run(({ tally }) => {
      for (const row of rows(tally, tenantId)) tally.delete(keyOf(tenantId, row.member, row.period));
      for (const row of tallies) tally.set(keyOf(tenantId, row.member, row.period), frozen(row));
    }),
});
