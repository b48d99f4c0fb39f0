import type { Connection, Model } from 'mongoose';
import { EVENTS_KEPT, type StoredEvent } from '../domain/event/event.js';
import type { Events } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
import { documents } from './documents.js';
import { workableFields, workIndexes } from './queued.js';
import type { Transactions } from './transactions.js';

const fields: Fields<StoredEvent> = { ...workableFields, type: String, data: Any, receivedAt: Date, doneAt: Date };

/** The server deletes what has been done for so long. */
const indexes: readonly Index[] = [
  [{ doneAt: 1 }, { expireAfterSeconds: EVENTS_KEPT / 1000, sparse: true }],
  ...workIndexes,
];

/** The collection of events. */
export const eventModel = (connection: Connection): Model<Stored<StoredEvent>> =>
  collection<StoredEvent>(connection, 'events', fields, indexes);

/** Events, each under the id that its sender gave it. */
export function events(model: Model<Stored<StoredEvent>>, transactions: Transactions): Events {
  const { insert, get } = documents(model, transactions);
  return { insert, get };
}
