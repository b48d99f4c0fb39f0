import type { Connection, Model } from 'mongoose';
import type { LedgerEntry, Tally } from '../domain/model/tally/tally.js';
import type { Ledger } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, keyOf, type Stored } from './collection.js';
import type { Transactions } from './transactions.js';

const fields: Fields<LedgerEntry> = {
  tenantId: String,
  id: String,
  referralId: String,
  event: String,
  at: Date,
  moves: Any,
};

const indexes: readonly Index[] = [[{ tenantId: 1, referralId: 1 }]];

/** The collection of what was counted. */
export const ledgerModel = (connection: Connection): Model<Stored<LedgerEntry>> =>
  collection<LedgerEntry>(connection, 'ledger', fields, indexes);

interface Sum {
  readonly _id: { readonly member: string; readonly period: string };
  readonly counts: readonly { readonly count: string; readonly by: number }[];
}

/** Implements the ledger, whose unique key counts each event once. */
export function ledger(model: Model<Stored<LedgerEntry>>, { unique }: Transactions): Ledger {
  return {
    insert: async (...entries) => {
      const stored = entries.map((entry) => ({ ...entry, _id: keyOf(entry.tenantId, entry.id) }));
      const ids = entries.map(({ id }) => id).join(' ');
      await unique(ids, model.insertMany(stored, { lean: true }));
    },
    counted: (tenantId, referralId) => model.find({ tenantId, referralId }, { _id: 0 }).lean<LedgerEntry[]>().exec(),
    totals: async (tenantId) => {
      const { member, period, count } = { member: '$moves.member', period: '$moves.period', count: '$moves.count' };
      const sums = await model.aggregate<Sum>([
        { $match: { tenantId } },
        { $unwind: '$moves' },
        { $group: { _id: { member, period, count }, by: { $sum: '$moves.by' } } },
        {
          $group: {
            _id: { member: '$_id.member', period: '$_id.period' },
            counts: { $push: { count: '$_id.count', by: '$by' } },
          },
        },
        { $sort: { '_id.member': 1, '_id.period': 1 } },
      ]);
      return sums.map((sum) => tallyOf(tenantId, sum));
    },
  };
}

const tallyOf = (tenantId: string, { _id: { member, period }, counts }: Sum): Tally => ({
  tenantId,
  member,
  period,
  counts: Object.fromEntries(counts.map(({ count, by }) => [count, by])),
});
