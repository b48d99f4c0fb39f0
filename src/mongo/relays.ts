import type { Connection, Model } from 'mongoose';
import type { Relay } from '../domain/model/relay/relay.js';
import type { Relays } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
import { conditionOf, documents, oneOf, updateOf } from './documents.js';
import { workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Relay> = {
  ...workableFields,
  inviteId: String,
  status: String,
  from: Any,
  asks: Any,
  reasonId: String,
  noteToColleague: String,
  noteToClient: String,
  minutes: Number,
  createdAt: Date,
  revision: Number,
  history: Any,
};

const indexes: readonly Index[] = [
  [
    { tenantId: 1, inviteId: 1 },
    { unique: true, partialFilterExpression: { status: 'asking' } },
  ],
  [{ tenantId: 1, inviteId: 1, createdAt: -1 }],
  ...workIndexes,
];

/** The collection of relays. */
export const relayModel = (connection: Connection): Model<Stored<Relay>> =>
  collection<Relay>(connection, 'relays', fields, indexes);

/** Implements the repository of relays. */
export function relays(model: Model<Stored<Relay>>, transactions: Transactions): Relays {
  const { insert, get, one, some, update } = documents<Relay>(model, transactions);
  return {
    insert,
    get,
    ofInvite: (tenantId, inviteId) => one({ tenantId, inviteId }, { sort: { createdAt: -1 } }),
    ofInvites: async (tenantId, inviteIds) => {
      if (inviteIds.length === 0) return [];
      const oldestFirst = await some({ tenantId, inviteId: oneOf(inviteIds) }, { sort: { createdAt: 1 } });
      return [...new Map(oldestFirst.map((relay) => [relay.inviteId, relay])).values()];
    },
    advance: (ref, transition) => update(ref, conditionOf(transition), updateOf(transition)),
  };
}
