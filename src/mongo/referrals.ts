import type { Connection, Model } from 'mongoose';
import type { Referral } from '../domain/model/referral/referral.js';
import { ARRIVED, hasArrived } from '../domain/model/referral/transitions.js';
import type { Referrals } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, type Stored } from './collection.js';
import { conditionOf, documents, oneOf, pushLine, updateOf } from './documents.js';
import { newestReferralsPage } from './newest-referrals-page.js';
import { storedWork, workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Referral> = {
  ...workableFields,
  status: String,
  inviteId: String,
  externalInviteId: String,
  practice: Boolean,
  job: Any,
  from: Any,
  to: Any,
  reasonId: String,
  noteToColleague: String,
  noteToClient: String,
  chain: Any,
  actedBy: Any,
  createdAt: Date,
  releaseAt: Date,
  delayed: Boolean,
  paused: Boolean,
  disconnected: Boolean,
  byMessage: Boolean,
  unconfirmed: Boolean,
  trouble: Any,
  receivedExternalId: String,
  inferred: Boolean,
  takesSlot: Boolean,
  milestones: Any,
  told: Any,
  counted: Any,
  revision: Number,
  history: Any,
};

const indexes: readonly Index[] = [
  [
    { tenantId: 1, 'job.id': 1 },
    { unique: true, partialFilterExpression: { takesSlot: true } },
  ],
  [{ tenantId: 1, 'job.id': 1, createdAt: -1 }],
  [{ tenantId: 1, inviteId: 1, createdAt: -1 }],
  [{ tenantId: 1, status: 1 }],
  [
    { tenantId: 1, receivedExternalId: 1, createdAt: -1 },
    { partialFilterExpression: { receivedExternalId: { $exists: true } } },
  ],
  [{ tenantId: 1, 'from.slackUserId': 1, createdAt: -1 }],
  [{ tenantId: 1, 'to.slackUserId': 1, createdAt: -1 }],
  [{ tenantId: 1, 'from.slackUserId': 1, status: 1, createdAt: -1 }],
  [{ tenantId: 1, 'to.slackUserId': 1, status: 1, createdAt: -1 }],
  ...workIndexes,
];

/** The most referrals of one job that are read: one chain, and those that were undone or failed. */
const MOST_ON_A_JOB = 100;

const NEWEST = { sort: { createdAt: -1 } } as const;

/** The collection of referrals. */
export const referralModel = (connection: Connection): Model<Stored<Referral>> =>
  collection<Referral>(connection, 'referrals', fields, indexes);

/** Adds the chain to a referral of a release that had none. */
export const upgradeReferral = (found: Referral): Referral => ({ ...found, chain: found.chain ?? [] });

/** Implements the repository of referrals. A partial unique index allows a tenant one active referral of a job. */
export function referrals(model: Model<Stored<Referral>>, transactions: Transactions): Referrals {
  const { insert, get, one, some, update } = documents<Referral>(model, transactions, upgradeReferral);
  return {
    insert,
    get,
    ofInvite: (tenantId, inviteId) => one({ tenantId, inviteId }, NEWEST),
    byReceived: (tenantId, receivedExternalId) => one({ tenantId, receivedExternalId }, NEWEST),
    advance: (ref, transition) => update(ref, conditionOf(transition), updateOf(transition)),
    addMilestone: (ref, milestone, line, work) => {
      const added = { milestones: milestone, ...pushLine(line), work: { $each: storedWork(work) } };
      return update(ref, { milestones: { $ne: milestone } }, { $inc: { revision: 1 }, $push: added });
    },
    ofJob: (tenantId, jobId) => some({ tenantId, 'job.id': jobId }, { ...NEWEST, limit: MOST_ON_A_JOB }),
    isUnderWay: async (tenantId, slackUserId) => {
      const status = { $in: ['held', 'forwarding'] };
      const sides = ['from.slackUserId', 'to.slackUserId'].map((side) =>
        one({ tenantId, [side]: slackUserId, status }),
      );
      return (await Promise.all(sides)).some((found) => found !== null);
    },
    page: async (tenantId, { side, slackUserId, statuses, before, limit, practice }) => {
      const whose = { tenantId, [side === 'sent' ? 'from.slackUserId' : 'to.slackUserId']: slackUserId };
      const shown = side === 'received' ? (statuses ?? ARRIVED).filter(hasArrived) : statuses;
      const which = { ...(shown && { status: oneOf(shown) }), ...(!practice && { practice: { $ne: true } }) };
      return (await newestReferralsPage(model, { whose, which, before, limit })).map(upgradeReferral);
    },
  };
}
