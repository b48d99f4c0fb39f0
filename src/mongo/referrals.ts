import type { Connection, Model } from 'mongoose';
import type { Referrals } from '../domain/ports.js';
import type { Referral } from '../domain/referral/referral.js';
import { ARRIVED } from '../domain/referral/transitions.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
import { documents, oneOf, updateOf } from './documents.js';
import { PLAIN, queued, workableFields, workIndexes } from './queued.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Referral> = {
  ...workableFields,
  status: String,
  inviteId: String,
  externalInviteId: String,
  job: Any,
  from: Any,
  to: Any,
  reasonId: String,
  noteToColleague: String,
  noteToClient: String,
  createdAt: Date,
  releaseAt: Date,
  trouble: Any,
  receivedExternalId: String,
  takesSlot: Boolean,
  milestones: Any,
  revision: Number,
  history: Any,
};

const indexes: readonly Index[] = [
  [
    { tenantId: 1, 'job.id': 1 },
    { unique: true, partialFilterExpression: { takesSlot: true } },
  ],
  [{ tenantId: 1, inviteId: 1, createdAt: -1 }],
  [{ tenantId: 1, 'from.slackUserId': 1, createdAt: -1 }],
  [{ tenantId: 1, 'to.slackUserId': 1, createdAt: -1 }],
  ...workIndexes,
];

export const referralModel = (connection: Connection): Model<Stored<Referral>> =>
  collection<Referral>(connection, 'referrals', fields, indexes);

export function referrals(model: Model<Stored<Referral>>, transactions: Transactions): Referrals {
  const { insert, get, update } = documents(model, transactions);
  const newest = (filter: Record<string, unknown>, limit: number) =>
    model.find(filter, PLAIN).sort({ createdAt: -1 }).limit(limit).lean<Referral[]>().exec();
  return {
    insert,
    get,
    ofInvite: async (tenantId, inviteId) => (await newest({ tenantId, inviteId }, 1))[0] ?? null,
    advance: (ref, transition, actor) => {
      const theirs = actor === undefined ? {} : { 'from.slackUserId': actor };
      return update(ref, { status: oneOf(transition.from), ...theirs }, updateOf(transition));
    },
    addMilestone: (ref, milestone, line, work) => {
      const added = { milestones: milestone, history: line, work: { $each: queued(work) } };
      return update(ref, { milestones: { $ne: milestone } }, { $inc: { revision: 1 }, $push: added });
    },
    sentBy: (tenantId, slackUserId, limit) => newest({ tenantId, 'from.slackUserId': slackUserId }, limit),
    receivedBy: (tenantId, slackUserId, limit) =>
      newest({ tenantId, 'to.slackUserId': slackUserId, status: { $in: ARRIVED } }, limit),
  };
}
