import { LRUCache } from 'lru-cache';
import type { Connection, Model } from 'mongoose';
import { placed, placeOfPerson } from '../domain/model/member/marketplace-accounts.js';
import {
  DEFAULT_PREFERENCES,
  erasedProfile,
  FORGOTTEN_PREFERENCES,
  type LinkedAccount,
  type Member,
  type MemberEntry,
  type SlackProfile,
} from '../domain/model/member/member.js';
import type { Members } from '../domain/ports.js';
import { searchKey, searchWords } from '../lib/accent-folding.js';
import { atMost } from '../lib/at-most.js';
import { cache } from './cache.js';
import {
  Any,
  type AnyModel,
  collection,
  driverCollection,
  type Fields,
  type Index,
  inBatches,
  keyOf,
  type Stored,
  WRITTEN,
} from './collection.js';
import { documents, pushWork, reader } from './documents.js';
import { minuteCache } from './minute-cache.js';
import { PUBLIC_FIELDS, workableFields, workIndexes } from './stored-work.js';
import type { Transactions } from './transactions.js';

interface StoredMember extends Member {
  /** The name and the email in lower case, for sorting and look-ups. */
  readonly nameKey: string;
  readonly emailKey?: string;
  /** The name as it is searched; absent in documents of earlier releases until the first search. */
  readonly searchKey?: string;
}

const fields: Fields<StoredMember> = {
  ...workableFields,
  slackUserId: String,
  name: String,
  nameKey: String,
  searchKey: String,
  handle: String,
  email: String,
  emailKey: String,
  timeZone: String,
  locale: String,
  isAdmin: Boolean,
  isOwner: Boolean,
  isBot: Boolean,
  isGuest: Boolean,
  isExternal: Boolean,
  isDeactivated: Boolean,
  changedAt: Date,
  accounts: Any,
  sharedEmailIn: Any,
  skills: Any,
  availability: Any,
  preferences: Any,
  homeOpenedAt: Date,
  homeView: Any,
  forgottenAt: Date,
};

const linked = { partialFilterExpression: { 'accounts.id': { $exists: true } } };
const onBoard = { partialFilterExpression: { 'preferences.onLeaderboard': true } };
const wasAtHome = { partialFilterExpression: { homeOpenedAt: { $exists: true } } };
const wasForgotten = { partialFilterExpression: { forgottenAt: { $exists: true } } };
const indexes: readonly Index[] = [
  [
    { tenantId: 1, 'accounts.id': 1 },
    { unique: true, ...linked },
  ],
  [{ 'person.id': 1 }, { sparse: true }],
  [{ tenantId: 1, emailKey: 1 }],
  [{ tenantId: 1, nameKey: 1, slackUserId: 1 }],
  [{ tenantId: 1, searchKey: 1 }],
  [{ tenantId: 1, 'preferences.onLeaderboard': 1 }, onBoard],
  [{ tenantId: 1, homeOpenedAt: 1 }, wasAtHome],
  [{ tenantId: 1, forgottenAt: 1 }, wasForgotten],
  ...workIndexes,
];

const KEYS = { ...PUBLIC_FIELDS, nameKey: 0, emailKey: 0, searchKey: 0 } as const;
/** Leaves out the fields that a `MemberEntry` lacks. */
const ENTRY = {
  _id: 0,
  nameKey: 0,
  emailKey: 0,
  searchKey: 0,
  skills: 0,
  availability: 0,
  homeOpenedAt: 0,
  homeView: 0,
  work: 0,
} as const;
const ID = { _id: 0, slackUserId: 1 } as const;

/** The most members of one email address that are read. */
const AT_ONE_EMAIL = 10;

const BY_NAME = { nameKey: 1, slackUserId: 1 } as const;
const PRESENT_FIRST = { isDeactivated: 1, isBot: 1, ...BY_NAME } as const;

/** The collection of members. */
export const memberModel = (connection: Connection): Model<Stored<StoredMember>> =>
  collection<StoredMember>(connection, 'members', fields, indexes);

/** The fields of a member who has stated nothing. */
const UNSAID = {
  accounts: [],
  skills: [],
  availability: { kind: 'unknown' },
  preferences: DEFAULT_PREFERENCES,
  work: [],
} as const;

/** The fields of an erased member: nothing is set and the name is empty. Outstanding work stays. */
const { work: _, accounts: __, ...SILENT } = UNSAID;
const GONE = { ...SILENT, name: '', nameKey: '', searchKey: '', preferences: FORGOTTEN_PREFERENCES };

/** Adds default statements to a stored profile, which is stored before its member has stated anything. */
const whole = (found: Member): Member => ({
  ...UNSAID,
  ...found,
  isOwner: found.isOwner ?? false,
  id: found.slackUserId,
});
const wholeEntry = (found: MemberEntry): MemberEntry => ({
  ...found,
  accounts: found.accounts ?? [],
  preferences: found.preferences ?? DEFAULT_PREFERENCES,
  isOwner: found.isOwner ?? false,
  id: found.slackUserId,
});
const wholeOrNull = (found: Member | null): Member | null => found && whole(found);

/** The person to erase: a member, and the people of their accounts. */
export interface Somebody {
  readonly slackUserId: string;
  readonly personIds: readonly string[];
}

/**
 * Builds the work of a message that may show the member; `before` is the number of messages that got theirs earlier.
 */
export type Redraw = Parameters<Members['forget']>[3];

/** Removes a member's name and texts from every other collection. May be interrupted and repeated. */
export type Erase = (tenantId: string, who: Somebody, redraw: Redraw) => Promise<void>;

/** Implements the repository of members; `erase` removes their data from other documents. */
export function members(model: Model<Stored<StoredMember>>, transactions: Transactions, erase: Erase): Members {
  const { unique } = transactions;
  const { update } = documents<Member>(model, transactions);
  const refOf = (tenantId: string, id: string) => ({ tenantId, id });
  const { one, some, many } = reader<Member>(model, transactions, whole, KEYS);
  const change = async (tenantId: string, id: string, change: object, condition = {}) =>
    wholeOrNull((await update(refOf(tenantId, id), condition, { ...change })) && (await one(keyed(tenantId, id))));
  const entries = reader<MemberEntry>(model, transactions, wholeEntry, ENTRY);
  const ids = reader<Pick<Member, 'slackUserId'>>(model, transactions, undefined, ID);
  const idsOf = (found: readonly Pick<Member, 'slackUserId'>[]) => new Set(found.map(({ slackUserId }) => slackUserId));
  const gone = cache<ReadonlySet<string>>(
    (tenantId) => ids.many({ tenantId, forgottenAt: { $exists: true } }).then(idsOf),
    transactions,
  );
  const late = minuteCache<Member>();
  const withKeys = new LRUCache<string, number>({
    ...atMost(10_000),
    ttl: KEYS_LAST_MS,
    fetchMethod: (tenantId) => addSearchKeys(model, tenantId),
  });
  return {
    get: (tenantId, slackUserId) => one(keyed(tenantId, slackUserId)),
    ofIds: async (tenantId, slackUserIds) =>
      slackUserIds.length === 0 ? [] : some({ _id: { $in: slackUserIds.map((id) => keyOf(tenantId, id)) }, tenantId }),
    byPerson: (tenantId, personId) => one({ tenantId, 'accounts.id': personId }),
    anyLinked: async (tenantId) =>
      (await ids.many({ tenantId, 'accounts.id': { $exists: true } }, { limit: 1 })).length > 0,
    ofPeople: async (tenantId, personIds) =>
      personIds.length === 0 ? [] : many({ tenantId, 'accounts.id': { $in: personIds } }),
    atEmail: (tenantId, email) =>
      many(
        { tenantId, emailKey: email.toLowerCase() },
        { sort: { isDeactivated: 1, ...BY_NAME }, limit: AT_ONE_EMAIL },
      ),
    save: (tenantId, profiles, asOf) => {
      const upserts = profiles.map((profile) => ({ updateOne: { ...said(tenantId, profile, asOf), upsert: true } }));
      const save = async () => {
        for (const batch of inBatches(upserts, WRITTEN))
          await driverCollection(model).bulkWrite(batch, { ordered: false, ...transactions.options() });
      };
      return late.forgetAfter(tenantId, save());
    },
    link: async (tenantId, slackUserId, accounts) => {
      const change = accounts.length > 0 ? { $set: { accounts } } : { $unset: { accounts: '' } };
      const member = model
        .findOneAndUpdate(keyed(tenantId, slackUserId), change, { returnDocument: 'after' })
        .select(KEYS)
        .lean<Member>();
      return wholeOrNull(await late.forgetAfter(tenantId, unique(slackUserId, member.exec())));
    },
    search: async (tenantId, query, limit) => {
      const words = searchWords(query);
      if (words.length) await withKeys.fetch(tenantId);
      return many({ tenantId, ...(words.length && { $and: words.map(holding) }) }, { sort: PRESENT_FIRST, limit });
    },
    team: async (tenantId, limit) => {
      const read = () => many({ tenantId, forgottenAt: { $exists: false } }, { sort: PRESENT_FIRST, limit });
      const [team, erased] = await Promise.all([late.get(tenantId, String(limit), read), gone.get(tenantId)]);
      return erased?.size ? team.filter(({ slackUserId }) => !erased.has(slackUserId)) : team;
    },
    all: (tenantId) => entries.many({ tenantId }, { sort: BY_NAME }),
    onBoard: (tenantId) => {
      const shown = { tenantId, 'preferences.onLeaderboard': true, 'preferences.hidden': { $ne: true } };
      return many(shown, { sort: BY_NAME });
    },
    adminsAtHome: (tenantId) =>
      many({ tenantId, homeOpenedAt: { $exists: true }, $or: [{ isAdmin: true }, { isOwner: true }] }),
    configure: (tenantId, slackUserId, changes) =>
      late.forgetAfter(tenantId, change(tenantId, slackUserId, { $set: changes })),
    addWork: (tenantId, slackUserId, work) =>
      change(tenantId, slackUserId, { $set: { id: slackUserId }, ...pushWork(work) }),
    forget: async (tenantId, slackUserId, forgottenAt, redraw) => {
      const $unset = {
        accounts: '',
        handle: '',
        email: '',
        emailKey: '',
        sharedEmailIn: '',
        timeZone: '',
        locale: '',
        homeOpenedAt: '',
        homeView: '',
      } as const;
      const personIds = (await one(keyed(tenantId, slackUserId)))?.accounts.map(({ id }) => id) ?? [];
      await erase(tenantId, { slackUserId, personIds }, redraw);
      const erased = update(refOf(tenantId, slackUserId), {}, { $set: { ...GONE, forgottenAt }, $unset });
      await late.forgetAfter(tenantId, gone.forgetAfter(tenantId, erased));
    },
    forgotten: async (tenantId) => (await gone.get(tenantId)) ?? new Set(),
    takeBack: (tenantId, slackUserId) =>
      late.forgetAfter(
        tenantId,
        gone.forgetAfter(
          tenantId,
          change(tenantId, slackUserId, { $unset: { forgottenAt: '' } }, { forgottenAt: { $exists: true } }),
        ),
      ),
  };
}

const keyed = (tenantId: string, slackUserId: string) => ({ _id: keyOf(tenantId, slackUserId), tenantId });

const holding = ({ source }: RegExp) => ({ searchKey: { $regex: source } });

/** A member stored by a release that had one account per member. */
interface EarlierMember {
  readonly _id: string;
  readonly person: LinkedAccount;
}

/** Matches ids of people on Upwork in that release. */
const OF_UPWORK = /^(upwork|vollna|getmany|mailto):/;

/**
 * Turns the one account of members of an earlier release into a list, which that release does not read.
 * @returns the number of changed members
 */
export async function upgradeAccounts(model: AnyModel): Promise<number> {
  const collection = driverCollection(model);
  const earlier = { 'person.id': { $exists: true } } as const;
  const found = await collection.find<EarlierMember>(earlier, { projection: { person: 1 } }).toArray();
  const updates = found.map(({ _id, person }) => {
    const accounts = [placed(person, placeOfPerson(person.id, OF_UPWORK.test(person.id) ? 'upwork' : 'own'))];
    return {
      updateOne: { filter: { _id, ...earlier }, update: { $set: { accounts }, $unset: { person: '' as const } } },
    };
  });
  for (const batch of inBatches(updates, WRITTEN)) await collection.bulkWrite(batch, { ordered: false });
  return found.length;
}

/**
 * Milliseconds for which all members are assumed to have a search key: an earlier release may run beside this one and
 * write members without.
 */
const KEYS_LAST_MS = 60 * 60 * 1000;

/** Adds the search key to members that an earlier release wrote. @returns the number of such members */
async function addSearchKeys(model: AnyModel, tenantId: string): Promise<number> {
  const collection = driverCollection(model);
  const without = { searchKey: { $exists: false } };
  const found = await collection
    .find<Stored<{ name: string }>>({ tenantId, ...without }, { projection: { name: 1 } })
    .toArray();
  const updates = found.map(({ _id, name }) => ({
    updateOne: { filter: { _id, name, ...without }, update: { $set: { searchKey: searchKey(name) } } },
  }));
  for (const batch of inBatches(updates, WRITTEN)) await collection.bulkWrite(batch, { ordered: false });
  return found.length;
}

/** Returns the upsert that stores Slack's profile, or what may be kept of it after an erasure, and nothing else. */
function said(tenantId: string, profile: SlackProfile, asOf?: Date) {
  const told = stored(tenantId, profile);
  const kept = stored(tenantId, erasedProfile(profile));
  const isNew = isNotOlder(profile.changedAt ?? asOf);
  const eitherOf = (name: string) => ({ $cond: ['$forgottenAt', literal(kept[name]), literal(told[name])] });
  const newestOf = (name: string) => ({ $cond: [isNew, eitherOf(name), { $ifNull: [`$${name}`, '$$REMOVE'] }] });
  const $set = Object.fromEntries(Object.keys(told).map((name) => [name, newestOf(name)]));
  return { filter: keyed(tenantId, profile.slackUserId), update: [{ $set }] };
}

/** Returns an expression that is true where a profile of this date is no older than the stored one. */
function isNotOlder(of: Date | undefined) {
  if (!of) return true;
  const date = { $literal: of };
  return { $lte: [{ $ifNull: ['$changedAt', date] }, date] };
}

const literal = (value: unknown) => (value === undefined ? '$$REMOVE' : { $literal: value });

/** Every field that a profile has or may lack. */
const stored = (tenantId: string, profile: SlackProfile): Record<string, unknown> => ({
  handle: undefined,
  email: undefined,
  timeZone: undefined,
  locale: undefined,
  emailKey: profile.email?.toLowerCase(),
  nameKey: profile.name.toLowerCase(),
  searchKey: searchKey(profile.name),
  ...profile,
  id: profile.slackUserId,
  tenantId,
});
