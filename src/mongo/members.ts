import type { Connection, Model } from 'mongoose';
import type { Member, SlackProfile } from '../domain/member/member.js';
import type { Members } from '../domain/ports.js';
import { Any, collection, type Fields, type Index, keyOf, type Stored } from './collection.js';
import type { Transactions } from './transactions.js';

interface StoredMember extends Member {
  /** The name and the email in lower case, for look-ups. */
  readonly nameKey: string;
  readonly emailKey?: string;
}

const fields: Fields<StoredMember> = {
  tenantId: String,
  slackUserId: String,
  name: String,
  nameKey: String,
  email: String,
  emailKey: String,
  timeZone: String,
  locale: String,
  isAdmin: Boolean,
  isBot: Boolean,
  isGuest: Boolean,
  isExternal: Boolean,
  isDeactivated: Boolean,
  person: Any,
};

const linked = { partialFilterExpression: { 'person.id': { $exists: true } } };
const indexes: readonly Index[] = [
  [
    { tenantId: 1, 'person.id': 1 },
    { unique: true, ...linked },
  ],
  [{ tenantId: 1, emailKey: 1 }],
  [{ tenantId: 1, nameKey: 1, slackUserId: 1 }],
];

const PLAIN = { _id: 0, nameKey: 0, emailKey: 0 } as const;
const BY_NAME = { nameKey: 1, slackUserId: 1 } as const;

export const memberModel = (connection: Connection): Model<Stored<StoredMember>> =>
  collection<StoredMember>(connection, 'members', fields, indexes);

export function members(model: Model<Stored<StoredMember>>, { unique }: Transactions): Members {
  return {
    get: (tenantId, slackUserId) =>
      model
        .findOne({ _id: keyOf(tenantId, slackUserId), tenantId }, PLAIN)
        .lean<Member>()
        .exec(),
    byPerson: (tenantId, personId) => model.findOne({ tenantId, 'person.id': personId }, PLAIN).lean<Member>().exec(),
    byEmail: (tenantId, email) =>
      model
        .findOne({ tenantId, emailKey: email.toLowerCase() }, PLAIN)
        .sort({ isDeactivated: 1, ...BY_NAME })
        .lean<Member>()
        .exec(),
    save: async (tenantId, profiles) => {
      if (profiles.length === 0) return;
      const upserts = profiles.map((profile) => ({ updateOne: { ...said(tenantId, profile), upsert: true } }));
      await model.bulkWrite(upserts, { ordered: false });
    },
    link: (tenantId, slackUserId, person) => {
      const change = person ? { $set: { person } } : { $unset: { person: '' } };
      const member = model
        .findOneAndUpdate({ _id: keyOf(tenantId, slackUserId), tenantId }, change, { returnDocument: 'after' })
        .select(PLAIN)
        .lean<Member>();
      return unique(slackUserId, member.exec());
    },
    search: (tenantId, query, limit) => {
      const contains = { $regex: query.toLowerCase().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') };
      return model
        .find({ tenantId, nameKey: contains }, PLAIN)
        .sort({ isDeactivated: 1, isBot: 1, ...BY_NAME })
        .limit(limit)
        .lean<Member[]>()
        .exec();
    },
    all: (tenantId) => model.find({ tenantId }, PLAIN).sort(BY_NAME).lean<Member[]>().exec(),
  };
}

/** The upsert that makes a member's profile what Slack says, and nothing else. */
function said(tenantId: string, profile: SlackProfile) {
  const optional = { email: undefined, timeZone: undefined, locale: undefined, emailKey: profile.email?.toLowerCase() };
  const all = Object.entries({ ...optional, ...profile, tenantId, nameKey: profile.name.toLowerCase() });
  const $set = Object.fromEntries(all.filter(([, value]) => value !== undefined));
  const $unset = Object.fromEntries(all.filter(([, value]) => value === undefined).map(([name]) => [name, '']));
  return { filter: { _id: keyOf(tenantId, profile.slackUserId), tenantId }, update: { $set, $unset } };
}
