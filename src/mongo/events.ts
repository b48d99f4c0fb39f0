import type { Connection, Model } from 'mongoose';
import { EVENTS_KEPT_MS, hasFailed, type StoredEvent } from '../domain/model/event/event.js';
import type { Events } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
import { documents, pushWork } from './documents.js';
import { storedWork, workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

const fields: Fields<StoredEvent> = {
  ...workableFields,
  type: String,
  data: Any,
  receivedAt: Date,
  via: Any,
  invitationId: String,
  doneAt: Date,
};

/** Indexes of events. The server deletes events some time after they were processed. */
const indexes: readonly Index[] = [
  [{ doneAt: 1 }, { expireAfterSeconds: EVENTS_KEPT_MS / 1000, sparse: true }],
  [{ tenantId: 1, invitationId: 1 }, { partialFilterExpression: { invitationId: { $exists: true } } }],
  ...workIndexes,
];

const FAILED = { 'work.error': { $exists: true } } as const;

/** The most events of one invitation that are retried at a time. */
const MOST_OF_ONE = 100;

/** The collection of events. */
export const eventModel = (connection: Connection): Model<Stored<StoredEvent>> =>
  collection<StoredEvent>(connection, 'events', fields, indexes);

/** Implements the repository of events, each under the id that its sender gave it. */
export function events(model: Model<Stored<StoredEvent>>, transactions: Transactions): Events {
  const { insert, get, many, update } = documents<StoredEvent>(model, transactions);
  return {
    insert,
    get,
    retry: async (tenantId, invitationId, which, work) => {
      const condition = which === 'failed' ? FAILED : {};
      const events = await many({ tenantId, invitationId, ...condition }, { limit: MOST_OF_ONE });
      const again = events.map((event) =>
        hasFailed(event)
          ? update(event, FAILED, { $set: { work: storedWork([work()]) } })
          : update(event, {}, pushWork([work()])),
      );
      return (await Promise.all(again)).filter((event) => event !== null);
    },
  };
}
