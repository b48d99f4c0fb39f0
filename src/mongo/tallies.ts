import type { Connection, Model } from 'mongoose';
import { type Move, type Period, type Tally, TEAM } from '../domain/model/tally/tally.js';
import type { Tallies } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, keyOf, type Stored } from './collection.js';
import { minuteCache } from './minute-cache.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Tally> = { tenantId: String, member: String, period: String, counts: Any };

const indexes: readonly Index[] = [[{ tenantId: 1, period: 1, member: 1 }]];

const PLAIN = { _id: 0 } as const;

/** The collection of tallies. */
export const tallyModel = (connection: Connection): Model<Stored<Tally>> =>
  collection<Tally>(connection, 'tallies', fields, indexes);

/** Tallies, a row for each member and period. */
export function tallies(model: Model<Stored<Tally>>, { atomically }: Transactions): Tallies {
  const late = minuteCache<Tally>();
  const inPeriod = (tenantId: string, period: Period, limit: number): Promise<Tally[]> =>
    model.find({ tenantId, period }, PLAIN).sort({ member: 1 }).limit(limit).lean<Tally[]>().exec();
  const keyed = (tally: Tally) => ({ ...tally, _id: keyOf(tally.tenantId, tally.member, tally.period) });
  return {
    add: async (tenantId, moves) => {
      if (moves.length > 0) await model.bulkWrite(rowsOf(moves).map((row) => upsert(tenantId, row)));
    },
    of: async (tenantId, member, periods) => {
      const keys = periods.map((period) => keyOf(tenantId, member, period));
      const rows = await model.find({ _id: { $in: keys }, tenantId }, PLAIN).lean<Tally[]>();
      const empty = (period: string): Tally => ({ tenantId, member, period, counts: {} });
      return periods.map((period) => rows.find((row) => row.period === period) ?? empty(period));
    },
    ofMembers: (tenantId, members, period) => {
      const keys = members.map((member) => keyOf(tenantId, member, period));
      return model
        .find({ _id: { $in: keys }, tenantId }, PLAIN)
        .lean<Tally[]>()
        .exec();
    },
    countIn: (tenantId, period) => model.countDocuments({ tenantId, period, member: { $ne: TEAM } }).exec(),
    inPeriod,
    lately: (tenantId, period, limit) =>
      late.get(tenantId, `${period} ${limit}`, () => inPeriod(tenantId, period, limit)),
    all: (tenantId) => model.find({ tenantId }, PLAIN).sort({ member: 1, period: 1 }).lean<Tally[]>().exec(),
    replaceAll: (tenantId, rows) =>
      atomically(async () => {
        await model.deleteMany({ tenantId });
        await model.insertMany(rows.map(keyed), { lean: true });
      }),
  };
}

/** The increments of each row, always in the same order, so that two transactions conflict at their first row. */
function rowsOf(moves: readonly Move[]): [key: string, moves: Move[]][] {
  const rows = new Map<string, Move[]>();
  for (const move of moves) {
    const key = keyOf(move.member, move.period);
    rows.set(key, [...(rows.get(key) ?? []), move]);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

function upsert(tenantId: string, [key, moves]: [key: string, moves: Move[]]) {
  const $inc: Record<string, number> = {};
  for (const { count, by } of moves) $inc[`counts.${count}`] = ($inc[`counts.${count}`] ?? 0) + by;
  const [row] = moves;
  const $setOnInsert = { member: row?.member, period: row?.period };
  const filter = { _id: `${tenantId}:${key}`, tenantId };
  return { updateOne: { filter, update: { $inc, $setOnInsert }, upsert: true } };
}
