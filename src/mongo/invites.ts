import type { Connection, Model } from 'mongoose';
import { ONLY_WAY, PRACTICE_WAY } from '../domain/model/connection/connection.js';
import { originClaim } from '../domain/model/invite/identity-claims.js';
import type { AddressedInvite, Invite, InviteOnJob, OpenInviteRef } from '../domain/model/invite/invite.js';
import type { Invites } from '../domain/ports.js';
import {
  Any,
  collection,
  driverCollection,
  type Fields,
  type Index,
  inBatches,
  keyOf,
  type Stored,
} from './collection.js';
import { conditionOf, documents, oneOf, pushWork, type Reader, reader, updateOf } from './documents.js';
import { type WithStoredWork, workableFields, workIndexes, workOf } from './stored-work.js';
import type { Transactions } from './transactions.js';

const fields: Fields<Invite> = {
  ...workableFields,
  externalId: String,
  origins: Any,
  duplicateOf: String,
  past: Boolean,
  unannounced: Boolean,
  practice: Boolean,
  status: String,
  job: Any,
  client: Any,
  letter: String,
  letterCut: Boolean,
  url: String,
  kind: String,
  keys: Any,
  claims: Any,
  peers: Any,
  ranks: Any,
  uncertain: Any,
  corrected: Any,
  invitee: Any,
  referredIn: Any,
  chain: Any,
  nudges: Number,
  remindedUnder: String,
  decision: Any,
  proposal: String,
  closed: String,
  trouble: Any,
  invitedAt: Date,
  expiresAt: Date,
  revision: Number,
  history: Any,
};

const indexes: readonly Index[] = [
  [{ tenantId: 1, externalId: 1 }, { unique: true }],
  [
    { tenantId: 1, claims: 1 },
    { unique: true, partialFilterExpression: { claims: { $exists: true } } },
  ],
  [{ tenantId: 1, 'invitee.slackUserId': 1, status: 1, expiresAt: 1, invitedAt: 1 }],
  [{ tenantId: 1, 'invitee.person.id': 1, status: 1 }],
  [{ tenantId: 1, 'job.id': 1 }],
  [{ tenantId: 1, status: 1, 'decision.confirmedAt': 1 }],
  [{ tenantId: 1, unannounced: 1, status: 1 }, { partialFilterExpression: { unannounced: { $exists: true } } }],
  ...workIndexes,
];

/** The most invites of one job that are read: an agency hardly has more people invited to one job. */
const MOST_ON_A_JOB = 500;

/** The projection of an `InviteOnJob`. */
const ON_JOB = {
  _id: 0,
  id: 1,
  tenantId: 1,
  status: 1,
  revision: 1,
  invitedAt: 1,
  chain: 1,
  past: 1,
  practice: 1,
  duplicateOf: 1,
  peers: 1,
  'invitee.person.id': 1,
  'invitee.person.name': 1,
  'invitee.slackUserId': 1,
} as const;

/** The projection of a document's work. */
const WORK = { _id: 0, id: 1, tenantId: 1, work: 1 } as const;

/** The fields that determine who may be an invite's addressee. */
const UNADDRESSED = { _id: 0, invitee: 1, origins: 1 } as const;

/** The most open invites without a linked member that are read. */
const MOST_READ = 500;

/** The projection of an `OpenInviteRef`. */
const REF = { _id: 0, id: 1, tenantId: 1, revision: 1, practice: 1 } as const;

/** The projection of an `AddressedInvite`. */
const ADDRESSED = { _id: 0, id: 1, tenantId: 1, invitee: 1, ranks: 1 } as const;

/**
 * The order by expiry. MongoDB sorts missing values first, so invites without an expiry are read separately, after the
 * others.
 */
const BY_END = { expiresAt: 1, invitedAt: 1 } as const;

const openOf = (tenantId: string, slackUserId: string | null) =>
  ({ tenantId, 'invitee.slackUserId': slackUserId, status: 'open' }) as const;

/** Reads somebody's open invites by expiry. */
const openFor =
  <Found>(many: Reader<Found>['many']) =>
  async (tenantId: string, slackUserId: string | null, limit: number): Promise<Found[]> => {
    const theirs = openOf(tenantId, slackUserId);
    const ending = await many({ ...theirs, expiresAt: { $gt: new Date(0) } }, { sort: BY_END, limit });
    const left = limit - ending.length;
    if (left <= 0) return ending;
    return [...ending, ...(await many({ ...theirs, expiresAt: null }, { sort: BY_END, limit: left }))];
  };

/** The collection of invites. */
export const inviteModel = (connection: Connection): Model<Stored<Invite>> =>
  collection<Invite>(connection, 'invites', fields, indexes);

/** Adds the chain, the reminders and the origins to an invite of a release that had none. */
export const upgradeInvite = (found: Invite): Invite => ({
  ...found,
  origins: found.origins ?? [{ ...(found.practice ? PRACTICE_WAY : ONLY_WAY), externalId: found.externalId }],
  chain: found.chain ?? [],
  nudges: found.nudges ?? 0,
});

/** Implements the repository of invites. */
export function invites(model: Model<Stored<Invite>>, transactions: Transactions): Invites {
  const { insert, get, one, some, many, update } = documents<Invite>(model, transactions, upgradeInvite);
  const parts = <Part extends object>(projection: Readonly<Record<string, 0 | 1>>, whole?: (found: Part) => Part) =>
    reader<Part>(model, transactions, whole, projection);
  const jobs = parts<InviteOnJob>(ON_JOB, (found) => ({ ...found, chain: found.chain ?? [] }));
  const refs = parts<OpenInviteRef>(REF);
  const unaddressed = parts<Pick<Invite, 'invitee' | 'origins'>>(UNADDRESSED, (found) => ({
    ...found,
    origins: found.origins ?? [],
  }));
  const addressed = parts<AddressedInvite>(ADDRESSED);
  return {
    insert,
    get,
    byExternalId: async (tenantId, externalId) =>
      (await one({ tenantId, claims: originClaim(externalId) })) ?? one({ tenantId, externalId }),
    holding: (tenantId, claims) => some({ tenantId, claims: { $in: claims } }),
    advance: (ref, transition, addressee) => {
      const theirs = addressee === undefined ? {} : { 'invitee.slackUserId': addressee };
      return update(ref, { ...conditionOf(transition), ...theirs }, updateOf(transition));
    },
    plan: async (tenantId, claim, work, from) => {
      const planned = { $elemMatch: { job: work.job, at: { $gte: from }, dead: { $ne: true } } };
      const filter = { tenantId, claims: claim, work: { $not: planned } };
      const settings = { returnDocument: 'after', projection: WORK, ...transactions.options() } as const;
      const written = driverCollection(model).findOneAndUpdate(filter, pushWork([work]), settings);
      const after = (await written) as unknown as WithStoredWork | null;
      return after && { ...after, work: after.work.map(workOf) };
    },
    setPeers: async (tenantId, changes) => {
      const updates = changes.map(({ id, revision, peers }) => ({
        updateOne: {
          filter: { _id: keyOf(tenantId, id), tenantId, status: 'open', revision },
          update: { $set: { peers }, $inc: { revision: 1 } },
        },
      }));
      const settings = { ordered: false, ...transactions.options() } as const;
      const { matchedCount } = await driverCollection(model).bulkWrite(updates, settings);
      if (matchedCount < changes.length) return null;
      return many({ _id: { $in: changes.map(({ id }) => keyOf(tenantId, id)) }, tenantId });
    },
    ofJob: (tenantId, jobId) => jobs.some({ tenantId, 'job.id': jobId }, { limit: MOST_ON_A_JOB }),
    strangers: async (tenantId, limit, who = 'all') => {
      const filter = {
        ...openOf(tenantId, null),
        practice: { $ne: true },
        ...(who === 'with-address' && { 'invitee.person.email': { $exists: true } }),
      };
      const found = await unaddressed.many(filter, { sort: BY_END, limit: MOST_READ });
      const people = new Map(found.map(({ invitee: { person }, origins }) => [person.id, { person, origins }]));
      return [...people.values()].slice(0, limit);
    },
    ofPerson: (tenantId, personId, limit) =>
      many({ tenantId, 'invitee.person.id': personId }, { sort: { invitedAt: -1 }, limit }),
    openFor: openFor(many),
    openRefsFor: openFor(refs.many),
    countOpen: (tenantId, slackUserId, of = 'all') => {
      const filter = { ...openOf(tenantId, slackUserId), ...(of === 'real' && { practice: { $ne: true } }) };
      return driverCollection(model).countDocuments(filter, transactions.options());
    },
    unannouncedFor: (tenantId, slackUserId, limit) =>
      many({ ...openOf(tenantId, slackUserId), unannounced: true }, { sort: BY_END, limit }),
    countUnannounced: (tenantId, of) => {
      const whose =
        'connectionId' in of ? { 'origins.connectionId': of.connectionId } : { 'invitee.slackUserId': of.slackUserId };
      const filter = { tenantId, unannounced: true, status: 'open', ...whose };
      return driverCollection(model).countDocuments(filter, transactions.options());
    },
    isUnderWay: async (tenantId, slackUserId) => {
      const work = { $elemMatch: { job: 'forward-decision', dead: { $ne: true } } };
      return (await one({ tenantId, 'decision.by': slackUserId, work })) !== null;
    },
    unsettledOf: async (tenantId, personIds) => {
      const found: AddressedInvite[] = [];
      for (const batch of inBatches(personIds)) {
        const theirs = { tenantId, 'invitee.person.id': oneOf(batch), status: 'open' };
        const unsettled = [{ 'invitee.slackUserId': null }, { 'ranks.addressee': { $exists: true } }];
        found.push(...(await addressed.many({ ...theirs, $or: unsettled })));
      }
      return found;
    },
  };
}
