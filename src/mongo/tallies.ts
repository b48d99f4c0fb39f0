import type { Connection, Model } from 'mongoose';
import { type Counts, type Move, type Period, type Tally, TEAM } from '../domain/model/tally/tally.js';
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

/**
 * The ids of the rows that together hold the team's counts of a period. Every referral of a workspace changes them:
 * with one row, transactions could count only one after the other.
 */
const TEAM_ROWS = [TEAM, ...Array.from({ length: 7 }, (_, part) => `${TEAM}${part + 1}`)];

const isTeam = (member: string): boolean => member.startsWith(TEAM);

/** Returns the ids of a member's rows. */
const rowsOf = (member: string): readonly string[] => (member === TEAM ? TEAM_ROWS : [member]);

/** Adds up the rows of the team: one tally for a member and a period, in the order of the first rows. */
function whole(rows: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>();
  for (const row of rows) {
    const member = isTeam(row.member) ? TEAM : row.member;
    const key = keyOf(member, row.period);
    sums.set(key, { ...row, member, counts: summed(sums.get(key)?.counts ?? {}, row.counts) });
  }
  return [...sums.values()];
}

function summed(one: Counts, other: Counts): Counts {
  const sum: Record<string, number> = { ...one };
  for (const [count, by] of Object.entries(other)) sum[count] = (sum[count] ?? 0) + by;
  return sum;
}

/** Implements the repository of tallies, with a row for each member and period. */
export function tallies(model: Model<Stored<Tally>>, { atomically }: Transactions): Tallies {
  const keysOf = (tenantId: string, members: readonly string[], periods: readonly Period[]) =>
    members.flatMap(rowsOf).flatMap((member) => periods.map((period) => keyOf(tenantId, member, period)));
  const late = minuteCache();
  const inPeriod = async (tenantId: string, period: Period, limit: number): Promise<Tally[]> => {
    const rows = model
      .find({ tenantId, period }, PLAIN)
      .sort({ member: 1 })
      .limit(limit + TEAM_ROWS.length);
    return whole(await rows.lean<Tally[]>()).slice(0, limit);
  };
  const keyed = (tally: Tally) => ({ ...tally, _id: keyOf(tally.tenantId, tally.member, tally.period) });
  return {
    add: async (tenantId, moves) => {
      if (moves.length > 0) await model.bulkWrite(changesOf(moves).map((row) => upsert(tenantId, row)));
    },
    of: async (tenantId, member, periods) => {
      const keys = keysOf(tenantId, [member], periods);
      const rows = whole(await model.find({ _id: { $in: keys }, tenantId }, PLAIN).lean<Tally[]>());
      const empty = (period: string): Tally => ({ tenantId, member, period, counts: {} });
      return periods.map((period) => rows.find((row) => row.period === period) ?? empty(period));
    },
    ofMembers: async (tenantId, members, period) => {
      const keys = keysOf(tenantId, members, [period]);
      return whole(await model.find({ _id: { $in: keys }, tenantId }, PLAIN).lean<Tally[]>());
    },
    countIn: (tenantId, period) => model.countDocuments({ tenantId, period, member: { $nin: TEAM_ROWS } }).exec(),
    inPeriod,
    lately: (tenantId, period, limit) =>
      late.get(tenantId, `${period} ${limit}`, () => inPeriod(tenantId, period, limit)),
    all: async (tenantId) =>
      whole(await model.find({ tenantId }, PLAIN).sort({ member: 1, period: 1 }).lean<Tally[]>()).sort(byKey),
    replaceAll: (tenantId, rows) =>
      atomically(async () => {
        await model.deleteMany({ tenantId });
        await model.insertMany(rows.map(keyed), { lean: true });
      }),
  };
}

const byKey = (one: Tally, other: Tally): number =>
  keyOf(one.member, one.period) < keyOf(other.member, other.period) ? -1 : 1;

/**
 * Returns the increments of each row, always in the same order, so that two transactions conflict at their first row.
 * The team's increments go to any of its rows.
 */
function changesOf(moves: readonly Move[]): [key: string, moves: Move[]][] {
  const team = TEAM_ROWS[Math.floor(Math.random() * TEAM_ROWS.length)] ?? TEAM;
  const rows = new Map<string, Move[]>();
  for (const given of moves) {
    const move = given.member === TEAM ? { ...given, member: team } : given;
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
