import type { Invite } from '../domain/model/invite/invite.js';
import { isAddresseeDoubtful } from '../domain/model/invite/readdress.js';
import {
  DELETIONS,
  type Erasure,
  erasuresOf,
  idsOfPeople,
  isSomebody,
  type Named,
  REVISED,
} from '../domain/model/member/erasure-rules.js';
import type { Member } from '../domain/model/member/member.js';
import type { Referral } from '../domain/model/referral/referral.js';
import { type AnyModel, type Condition, driverCollection, inBatches, keyOf, keysOf, WRITTEN } from './collection.js';
import { oneOf, pushWork } from './documents.js';
import type { Erase, Redraw, Somebody } from './members.js';
import type { Models } from './models.js';

/** Erases a member's name and words from the documents that stay (`erasuresOf`), and redraws what shows them. */
export const eraseMemberData =
  (models: Models): Erase =>
  async (tenantId, who, redraw) => {
    const ids = await idsOf(models, tenantId, who);
    const theirs = erasuresOf(who.slackUserId).flatMap((erasure) =>
      inBatches(ids[erasure.names]).map((batch) => ({ erasure, filter: filterOf(tenantId, erasure, batch), batch })),
    );
    for (const { erasure, filter, batch } of theirs) await change(models[erasure.noun], filter, erasure, batch);
    for (const { noun, field, only } of DELETIONS) {
      await driverCollection(models[noun]).deleteMany({ tenantId, [field]: who.slackUserId, ...only });
    }
    const erased = theirs.map(({ erasure: { noun }, filter }) => ({ noun, filter }));
    await redrawShown(models, tenantId, erased, redraw);
  };

/**
 * Returns the ids that identify the member: their own, those of the people whom their invites name, and those of their
 * referrals, which name colleagues and invitations. Each connection that told of a referred invite has an id of its own
 * for it.
 */
async function idsOf(models: Models, tenantId: string, who: Somebody): Promise<Record<Named, readonly string[]>> {
  const { slackUserId, email } = who;
  const sent = await models.referral
    .find({ tenantId, 'from.slackUserId': slackUserId }, { _id: 0, id: 1, inviteId: 1, externalInviteId: 1 })
    .lean<Pick<Referral, 'id' | 'inviteId' | 'externalInviteId'>[]>();
  const referral = sent.map(({ id }) => id);
  const [referred, theirs, onward] = [
    await invitesOf(models, tenantId, '_id', unique(sent.map(({ inviteId }) => keyOf(tenantId, inviteId)))),
    await withDuplicates(models, tenantId, await invitesOf(models, tenantId, 'invitee.slackUserId', [slackUserId])),
    await withDuplicates(models, tenantId, await invitesOf(models, tenantId, 'referredIn.referralId', referral)),
  ];
  const told = referred.flatMap(({ origins = [] }) => origins.map(({ externalId }) => externalId));
  return {
    member: [slackUserId],
    ...idsOfPeople(slackUserId, await peopleOf(models, tenantId, who, theirs), await ownEmailOf(models, tenantId, who)),
    address: email === undefined ? [] : unique([email, email.toLowerCase()]),
    referral,
    invitation: unique([...sent.map(({ externalInviteId }) => externalInviteId), ...told]),
    invite: theirs.map(({ id }) => id),
    onward: onward.map(({ id }) => id),
  };
}

const unique = (all: readonly string[]): string[] => [...new Set(all)];

/** The fields of an invite that refer to people, and to its ids elsewhere. */
type Referring = Pick<Invite, 'id' | 'invitee' | 'ranks'> & Partial<Pick<Invite, 'origins'>>;

const REFERRING = {
  _id: 0,
  id: 1,
  origins: 1,
  'invitee.slackUserId': 1,
  'invitee.person.id': 1,
  'invitee.person.email': 1,
  ranks: 1,
} as const;

/** Reads the invites in which a field has one of these values. */
async function invitesOf({ invite }: Models, tenantId: string, field: string, values: readonly string[]) {
  const found: Referring[] = [];
  for (const batch of inBatches(values))
    found.push(...(await invite.find({ tenantId, [field]: oneOf(batch) }, REFERRING).lean<Referring[]>()));
  return found;
}

/** Adds the duplicates of invites, and theirs. */
async function withDuplicates(models: Models, tenantId: string, found: readonly Referring[]): Promise<Referring[]> {
  const ids = found.map(({ id }) => id);
  const duplicates = await invitesOf(models, tenantId, 'duplicateOf', ids);
  return duplicates.length === 0 ? [...found] : [...found, ...(await withDuplicates(models, tenantId, duplicates))];
}

/**
 * Returns the people who are the member: those of their accounts, and those whom their invites name, unless that is
 * doubtful or another member's account.
 */
async function peopleOf(
  { member }: Models,
  tenantId: string,
  { slackUserId, personIds }: Somebody,
  theirs: readonly Referring[],
): Promise<string[]> {
  const people = theirs.filter((one) => !isAddresseeDoubtful(one)).map(({ invitee }) => invitee.person);
  const named = people.filter(isSomebody).map(({ id }) => id);
  const others = new Set<string>();
  for (const batch of inBatches(unique(named))) {
    const holders = await member
      .find({ tenantId, 'accounts.id': oneOf(batch), slackUserId: { $ne: slackUserId } }, { _id: 0, 'accounts.id': 1 })
      .lean<Pick<Member, 'accounts'>[]>();
    for (const { accounts } of holders) for (const { id } of accounts) others.add(id);
  }
  return unique([...personIds, ...named.filter((id) => !others.has(id))]);
}

/** Returns the member's address in Slack; undefined where somebody else has it, too. */
async function ownEmailOf({ member }: Models, tenantId: string, { slackUserId, email }: Somebody) {
  if (email === undefined) return undefined;
  const another = { tenantId, emailKey: email.toLowerCase(), slackUserId: { $ne: slackUserId } };
  return (await member.exists(another)) ? undefined : email;
}

/** Collections without an index by member, of which all documents of the tenant are read. */
const WITHOUT_INDEX: ReadonlySet<Erasure['noun']> = new Set(['event', 'feedback']);

/** Matches the documents to erase, before and after the erasure. */
const filterOf = (tenantId: string, { noun, field, each, only }: Erasure, ids: readonly string[]) => ({
  tenantId,
  ...(WITHOUT_INDEX.has(noun) && { _id: keysOf(tenantId) }),
  [each ? `${each}.${field}` : field]: oneOf(ids),
  ...only,
});

/** Erases the fields of the documents. `$[one]` is a list's entry about the member. */
async function change(
  model: AnyModel,
  filter: Condition,
  { noun, field, each, blank, remove = [], becomes }: Erasure,
  ids: readonly string[],
): Promise<void> {
  const changed = (name: string) => [each ? `${each}.$[one].${name}` : name, ''];
  const $unset = Object.fromEntries(remove.map(changed));
  const $set = Object.fromEntries(blank.map(changed));
  if (becomes !== undefined) $set[each ? `${each}.$[one].${field}` : field] = becomes;
  await driverCollection(model).updateMany(
    filter,
    {
      ...(Object.keys($set).length > 0 && { $set }),
      ...(remove.length > 0 && { $unset }),
      ...(REVISED.has(noun) && { $inc: { revision: 1 } }),
    },
    each ? { arrayFilters: [{ [`one.${field}`]: oneOf(ids) }] } : {},
  );
}

/** Documents that were erased. */
interface Erased {
  readonly noun: Erasure['noun'];
  readonly filter: Condition;
}

/** The fields of a message's subject that are read here. */
interface Shown {
  readonly id: string;
  readonly inviteId?: string;
  readonly job?: { readonly id: string };
}

const SHOWN = { _id: 0, id: 1, inviteId: 1, 'job.id': 1 } as const;

/** Adds work to every posted message that may show erased data. */
async function redrawShown(models: Models, tenantId: string, erased: readonly Erased[], redraw: Redraw) {
  const about = await subjectsOf(models, tenantId, erased);
  const collection = driverCollection(models.message);
  const messages = new Set<string>();
  for (const [field, ids] of Object.entries(about))
    for (const batch of inBatches([...ids])) {
      const posted = { tenantId, [field]: oneOf(batch), posted: { $exists: true } };
      const found = await collection.find(posted, { projection: { _id: 1 } }).toArray();
      for (const { _id } of found) messages.add(_id);
    }
  const changes = [...messages].map((_id, before) => ({
    updateOne: { filter: { _id, tenantId }, update: pushWork([redraw(before)]) },
  }));
  for (const batch of inBatches(changes, WRITTEN)) await collection.bulkWrite(batch, { ordered: false });
}

/** Returns the subjects of the messages. A card also shows the outcome of other invites to a referred job. */
async function subjectsOf(models: Models, tenantId: string, erased: readonly Erased[]) {
  const about = { inviteId: new Set<string>(), referralId: new Set<string>(), feedbackId: new Set<string>() };
  const jobs = new Set<string>();
  for (const { noun, filter } of erased)
    for (const { id, inviteId, job } of await shownIn(models, noun, filter)) {
      if (noun === 'invite') about.inviteId.add(id);
      if (noun === 'feedback') about.feedbackId.add(id);
      if (noun === 'relay' && inviteId) about.inviteId.add(inviteId);
      if (noun === 'referral' && job) {
        about.referralId.add(id);
        jobs.add(job.id);
      }
    }
  for (const batch of inBatches([...jobs]))
    for (const { id } of await shownIn(models, 'invite', { tenantId, 'job.id': oneOf(batch) })) about.inviteId.add(id);
  return about;
}

/** Returns the messages that show documents of a noun; none show an event. */
const shownIn = async (models: Models, noun: Erasure['noun'], filter: Condition): Promise<Shown[]> =>
  noun === 'event' ? [] : driverCollection(models[noun]).find<Shown>(filter, { projection: SHOWN }).toArray();
