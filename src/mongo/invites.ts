import type { Connection, Model } from 'mongoose';
import type { Invite } from '../domain/invite/invite.js';
import type { Invites } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
import { conditionOf, documents, pushWork, updateOf } from './documents.js';
import { PLAIN, workableFields, workIndexes } from './queued.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Invite> = {
  ...workableFields,
  externalId: String,
  status: String,
  job: Any,
  client: Any,
  letter: String,
  letterCut: Boolean,
  invitee: Any,
  referredIn: Any,
  chain: Any,
  nudges: Number,
  decision: Any,
  closed: String,
  trouble: Any,
  invitedAt: Date,
  expiresAt: Date,
  revision: Number,
  history: Any,
};

const indexes: readonly Index[] = [
  [{ tenantId: 1, externalId: 1 }, { unique: true }],
  [{ tenantId: 1, 'invitee.slackUserId': 1, status: 1, invitedAt: -1 }],
  [{ tenantId: 1, 'invitee.person.id': 1, status: 1 }],
  [{ tenantId: 1, 'job.id': 1 }],
  ...workIndexes,
];

/** More of an agency's people than this are hardly invited to one job. */
const MOST_ON_A_JOB = 500;

export const inviteModel = (connection: Connection): Model<Stored<Invite>> =>
  collection<Invite>(connection, 'invites', fields, indexes);

export function invites(model: Model<Stored<Invite>>, transactions: Transactions): Invites {
  const { insert, get, update } = documents(model, transactions);
  return {
    insert,
    get,
    byExternalId: (tenantId, externalId) => model.findOne({ tenantId, externalId }, PLAIN).lean<Invite>().exec(),
    advance: (ref, transition, actor) => {
      const theirs = actor === undefined ? {} : { 'invitee.slackUserId': { $in: [actor, null] } };
      return update(ref, { ...conditionOf(transition), ...theirs }, updateOf(transition));
    },
    addWork: (ref, work) => update(ref, {}, pushWork(work)),
    ofJob: (tenantId, jobId) =>
      model.find({ tenantId, 'job.id': jobId }, PLAIN).limit(MOST_ON_A_JOB).lean<Invite[]>().exec(),
    openFor: (tenantId, slackUserId, limit) =>
      model
        .find({ tenantId, 'invitee.slackUserId': slackUserId, status: 'open' }, PLAIN)
        .sort({ invitedAt: -1 })
        .limit(limit)
        .lean<Invite[]>()
        .exec(),
    adopt: async (tenantId, personId, slackUserId, work) => {
      const orphan = { status: 'open', 'invitee.slackUserId': { $exists: false } } as const;
      const found = await model
        .find({ tenantId, 'invitee.person.id': personId, ...orphan }, { _id: 0, id: 1 })
        .lean<{ id: string }[]>();
      const adopted: Invite[] = [];
      for (const { id } of found) {
        const change = { $set: { 'invitee.slackUserId': slackUserId }, $inc: { revision: 1 }, ...pushWork(work()) };
        const invite = await update({ tenantId, id }, orphan, change);
        if (invite) adopted.push(invite);
      }
      return adopted;
    },
  };
}
