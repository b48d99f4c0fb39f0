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
import { holds, searchKey, searchWords } from '../lib/accent-folding.js';
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
  /** The folded name, which earlier releases searched. */
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
  unreachedAt: Date,
  reachedAt: Date,
};

const linked = { partialFilterExpression: { 'accounts.id': { $exists: true } } };
const onBoard = { partialFilterExpression: { 'preferences.onLeaderboard': true } };
const wasAtHome = { partialFilterExpression: { homeOpenedAt: { $exists: true } } };
const isInCharge = { partialFilterExpression: { isAdmin: true } };
const wasForgotten = { partialFilterExpression: { forgottenAt: { $exists: true } } };
const indexes: readonly Index[] = [
  [
    { tenantId: 1, 'accounts.id': 1 },
    { unique: true, ...linked },
  ],
  [{ 'person.id': 1 }, { sparse: true }],
  [{ tenantId: 1, emailKey: 1 }],
  [{ tenantId: 1, nameKey: 1, slackUserId: 1 }],
  [{ tenantId: 1, 'preferences.onLeaderboard': 1 }, onBoard],
  [{ tenantId: 1, homeOpenedAt: 1 }, wasAtHome],
  [{ tenantId: 1, isAdmin: 1 }, isInCharge],
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
const NAMED = { ...ID, name: 1, isDeactivated: 1, isBot: 1 } as const;

/** The part of a member by which a search finds them. */
interface Named {
  readonly slackUserId: string;
  readonly key: string;
  /** Orders members who are present before those who left, and people before bots. */
  readonly absence: number;
}

const namedOf = ({ slackUserId, name, isDeactivated, isBot }: Member): Named => ({
  slackUserId,
  key: searchKey(name),
  absence: 2 * Number(isDeactivated) + Number(isBot),
});

/** The most names that are cached in all, for searches. */
const NAMES = 200_000;

/** The most members of one email address that are read. */
const AT_ONE_EMAIL = 10;

const BY_NAME = { nameKey: 1, slackUserId: 1 } as const;
const PRESENT = {
  isDeactivated: { $ne: true },
  isBot: { $ne: true },
  isExternal: { $ne: true },
  forgottenAt: { $exists: false },
} as const;
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
const GONE = { ...SILENT, name: '', nameKey: '', preferences: FORGOTTEN_PREFERENCES };

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

/** The person to erase: a member, the people of their accounts, and their address. */
export interface Somebody {
  readonly slackUserId: string;
  readonly personIds: readonly string[];
  readonly email?: string;
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
  const late = minuteCache();
  const named = minuteCache(NAMES);
  const forgetAfter = <T>(tenantId: string, write: Promise<T>) =>
    late.forgetAfter(tenantId, named.forgetAfter(tenantId, write));
  const names = reader<Member>(model, transactions, undefined, NAMED);
  const namesOf = (tenantId: string) =>
    named.get(tenantId, 'names', async () =>
      (await names.many({ tenantId }, { sort: BY_NAME })).map(namedOf).sort((a, b) => a.absence - b.absence),
    );
  const ofIds = async (tenantId: string, slackUserIds: readonly string[]) =>
    slackUserIds.length === 0 ? [] : some({ _id: { $in: slackUserIds.map((id) => keyOf(tenantId, id)) }, tenantId });
  return {
    get: (tenantId, slackUserId) => one(keyed(tenantId, slackUserId)),
    ofIds,
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
      return forgetAfter(tenantId, save());
    },
    link: async (tenantId, slackUserId, accounts) => {
      const change = accounts.length > 0 ? { $set: { accounts } } : { $unset: { accounts: '' } };
      const member = model
        .findOneAndUpdate(keyed(tenantId, slackUserId), change, { returnDocument: 'after' })
        .select(KEYS)
        .lean<Member>();
      return wholeOrNull(await forgetAfter(tenantId, unique(slackUserId, member.exec())));
    },
    search: async (tenantId, query, limit) => {
      const words = searchWords(query);
      const ids = (await namesOf(tenantId))
        .flatMap(({ slackUserId, key }) => (holds(key, words) ? slackUserId : []))
        .slice(0, limit);
      const found = new Map((await ofIds(tenantId, ids)).map((member) => [member.slackUserId, member]));
      // a name may have been changed or erased since the names were read
      return ids.flatMap((id) => found.get(id) ?? []).filter(({ name }) => holds(searchKey(name), words));
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
      many(
        { tenantId, homeOpenedAt: { $exists: true }, $or: [{ isAdmin: true }, { isOwner: true }] },
        { sort: BY_NAME },
      ),
    presentAdmins: (tenantId, limit) =>
      many({ tenantId, isAdmin: true, ...PRESENT }, { sort: { isOwner: -1, ...BY_NAME }, limit }),
    configure: (tenantId, slackUserId, changes) =>
      forgetAfter(tenantId, change(tenantId, slackUserId, { $set: changes })),
    addWork: (tenantId, slackUserId, work) =>
      change(tenantId, slackUserId, { $set: { id: slackUserId }, ...pushWork(work) }),
    forget: async (tenantId, slackUserId, forgottenAt, redraw) => {
      const $unset = {
        accounts: '',
        handle: '',
        email: '',
        emailKey: '',
        searchKey: '',
        sharedEmailIn: '',
        timeZone: '',
        locale: '',
        homeOpenedAt: '',
        homeView: '',
      } as const;
      const { accounts = [], email } = (await one(keyed(tenantId, slackUserId))) ?? {};
      await erase(tenantId, { slackUserId, personIds: accounts.map(({ id }) => id), ...(email && { email }) }, redraw);
      const erased = update(refOf(tenantId, slackUserId), {}, { $set: { ...GONE, forgottenAt }, $unset });
      await forgetAfter(tenantId, gone.forgetAfter(tenantId, erased));
    },
    forgotten: async (tenantId) => (await gone.get(tenantId)) ?? new Set(),
    takeBack: (tenantId, slackUserId) =>
      forgetAfter(
        tenantId,
        gone.forgetAfter(
          tenantId,
          change(tenantId, slackUserId, { $unset: { forgottenAt: '' } }, { forgottenAt: { $exists: true } }),
        ),
      ),
  };
}

const keyed = (tenantId: string, slackUserId: string) => ({ _id: keyOf(tenantId, slackUserId), tenantId });

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
  searchKey: undefined,
  ...profile,
  id: profile.slackUserId,
  tenantId,
});
