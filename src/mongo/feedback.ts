import type { Connection, Model } from 'mongoose';
import type { Feedback } from '../domain/model/feedback/feedback.js';
import type { FeedbackBox } from '../domain/ports.js';
import { Any, collection, type Fields, keyOf, type Stored } from './collection.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Feedback> = { id: String, tenantId: String, from: Any, text: String, at: Date };

/** The collection of feedback. */
export const feedbackModel = (connection: Connection): Model<Stored<Feedback>> =>
  collection<Feedback>(connection, 'feedback', fields);

/** Implements the repository of feedback. */
export function feedback(model: Model<Stored<Feedback>>, { unique }: Transactions): FeedbackBox {
  return {
    insert: async (given) => {
      await unique(given.id, model.create([{ ...given, _id: keyOf(given.tenantId, given.id) }]));
    },
    get: ({ tenantId, id }) =>
      model
        .findOne({ _id: keyOf(tenantId, id), tenantId }, { _id: 0 })
        .lean<Feedback>()
        .exec(),
  };
}
