import type { Connection, Model } from 'mongoose';
import type { StoredEvent } from '../domain/event/event.js';
import type { Events } from '../domain/ports.js';
import { Any, collection, type Fields, type Stored } from './collection.js';
import { documents } from './documents.js';
import { workableFields, workIndexes } from './queued.js';
import type { Transactions } from './transactions.js';

const fields: Fields<StoredEvent> = { ...workableFields, type: String, data: Any, receivedAt: Date };

export const eventModel = (connection: Connection): Model<Stored<StoredEvent>> =>
  collection<StoredEvent>(connection, 'events', fields, workIndexes);

export function events(model: Model<Stored<StoredEvent>>, transactions: Transactions): Events {
  const { insert, get } = documents(model, transactions);
  return { insert, get };
}
