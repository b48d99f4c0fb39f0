import { isSameValue } from '../../../lib/same-value.js';
import { MANUAL, type Origin, type Via } from '../connection/connection.js';
import type { Invitation, UncertainField } from '../event/event.js';
import type { Person } from '../person/person.js';
import {
  claimsOf,
  isOfMember,
  jobClaims,
  keysOfMember,
  leadClaim,
  originClaim,
  ownClaims,
  withKeys,
  withoutAddressee,
} from './identity-claims.js';
import { FACTS, type Fact, type Invite } from './invite.js';
import { isTakenAwayBy } from './is-readdressed-by.js';
import { mergeSourceReferral } from './merge-source-referral.js';
import { furtherStep } from './proposal-steps.js';

/** The rank of a fact that a person corrected. It is higher than that of any source. */
export const CORRECTED = 101;

/**
 * The rank of whose and which invitation it is, where a member entered it for themselves: nothing else says so. It is
 * lower than that of any source that knows it for certain, and higher than what was read without certainty.
 */
export const TYPED = 1;

/** The reduction of trust for an uncertain fact, so that any certain fact outranks it. */
const UNCERTAIN = 100;

/** The facts that each uncertain field covers. */
export const COVERS: Readonly<Record<UncertainField, readonly Fact[]>> = {
  title: ['title'],
  url: ['url', 'jobUrl', 'jobId', 'keys'],
  letter: ['letter'],
  budget: ['budget'],
  skills: ['skills'],
  private: ['private'],
  client: ['name', 'country', 'timeZone', 'rating', 'totalSpent', 'hires', 'paymentVerified'],
  freelancer: ['person', 'addressee'],
  invitedAt: ['invitedAt'],
  expiresAt: ['expiresAt'],
};

/** Tells whether a member has decided an invite, as opposed to what the marketplace says became of it. */
export const isDecided = ({ decision }: Pick<Invite, 'decision'>): boolean =>
  decision !== undefined && decision.by !== 'marketplace';

/** The facts of rank `TYPED` in what a member entered for themselves. */
const TYPED_FACTS: readonly Fact[] = ['person', 'addressee', 'keys'];

/** The ranks of an invite that a member entered for themselves. */
export const TYPED_RANKS: Partial<Record<Fact, number>> = Object.fromEntries(TYPED_FACTS.map((fact) => [fact, TYPED]));

/** The most shared ids that an invite keeps. */
const MOST_KEYS = 50;

type Ranks = (fact: Fact) => number;

/** Returns the rank of each fact in a report. */
const ranksOf = (
  { trust }: Pick<Via, 'trust'>,
  uncertain: readonly UncertainField[] = [],
  isTyped?: boolean,
): Ranks => {
  const doubtful = new Set(uncertain.flatMap((field) => COVERS[field]));
  const typed = new Set(isTyped ? TYPED_FACTS : []);
  return (fact) => (typed.has(fact) ? TYPED : doubtful.has(fact) ? trust - UNCERTAIN : trust);
};

/** Returns the rank of each fact of an invite: that of its first report, unless several were merged. */
const ranksIn = ({ ranks, origins: [first], uncertain }: Invite): Ranks => {
  const single = ranksOf(first ?? { trust: 0 }, uncertain);
  return (fact) => ranks?.[fact] ?? single(fact);
};

/** Returns the rank of a fact of an invite. It is negative where the fact was read without certainty. */
export const rankOf = (invite: Invite, fact: Fact): number => ranksIn(invite)(fact);

const isLinkCertain = (rank: number): boolean => rank > TYPED;

/**
 * Tells whether a link that is certain says which invitation this is. Anybody can write a mail with the links of two
 * invitations, or enter them.
 */
export const isIdentified = (invite: Invite): boolean => isLinkCertain(rankOf(invite, 'keys'));

/**
 * Tells whether the job of an identified invite was read without certainty: then the invite has no claim to it, so that
 * an invitation to that job is not taken for this one.
 */
export const isJobDoubtful = (invite: Invite): boolean => isIdentified(invite) && rankOf(invite, 'jobId') < 0;

/**
 * Tells whether the second of two values of equal rank wins. The choice does not depend on the order of the reports,
 * except for whose invitation it is (`never`).
 */
type Prefers<T> = (one: T, other: T) => boolean;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Prefers the longer text, since a shorter one may be cut; of equally long ones, the later in the alphabet. */
const longer: Prefers<unknown> = (one, other) => {
  const [a, b] = [textOf(one), textOf(other)];
  return a.length === b.length ? b > a : b.length > a.length;
};
/** Returns the later of two corrections. */
const later = (one: Invite['corrected'], other: Invite['corrected']): Invite['corrected'] =>
  one && other ? (other.at > one.at ? other : one) : (one ?? other);

/** Prefers the greater value: facts that count something only grow. */
const greater: Prefers<number | boolean | Date> = (one, other) => other > one;

/** Prefers the fuller record of the same person, and never another person. */
const samePerson: Prefers<Person> = (one, other) => one.id === other.id && longer(one, other);

/**
 * Prefers the first. Of equally trusted reports that name different addressees, the one that Baton received first
 * holds: whoever tells of an invitation once more, for example by forwarding a mail, cannot choose to have been
 * earlier, while dates and names in a report are the choice of whoever wrote it.
 */
const never: Prefers<unknown> = () => false;
const earlier: Prefers<Date> = (one, other) => other < one;

/** Tells whether a fact is stated: it has a value, or a person said that it has none. */
const isTold = (value: unknown, rank: number): boolean => value !== undefined || rank === CORRECTED;

/**
 * Creates the function that chooses between two reports of each fact and notes the rank of the chosen one.
 * @param isRepeat true where the second report comes from a source that reported the invitation before: then the first
 * value stays, except for a later deadline and a job that has become private
 */
function chooser(mine: Ranks, theirs: Ranks, isRepeat: boolean) {
  const ranks: { [Name in Fact]?: number } = {};
  const choose = <T>(fact: Fact, one: T | undefined, other: T | undefined, prefers: Prefers<T>): T | undefined => {
    const [rank, otherRank] = [mine(fact), theirs(fact)];
    const mayDiffer = !isRepeat || fact === 'expiresAt' || fact === 'private';
    const isBetter = () =>
      rank === otherRank
        ? one === undefined || (mayDiffer && other !== undefined && prefers(one, other))
        : otherRank > rank;
    const takes = !isTold(one, rank) || (isTold(other, otherRank) && isBetter());
    const [chosen, chosenRank] = takes ? [other, otherRank] : [one, rank];
    if (isTold(chosen, chosenRank)) ranks[fact] = chosenRank;
    return chosen;
  };
  return { ranks, choose };
}

/** True for Upwork's own id of a job, which is the same from every source and replaces an id that a source made up. */
const isCanonical = (jobId: string): boolean => /^upwork:(?!invitation:)/.test(jobId);

/** Drops the id that is not canonical, where the other one is. */
const canonical = (one: string, other: string): [string | undefined, string | undefined] =>
  isCanonical(one) === isCanonical(other) ? [one, other] : isCanonical(one) ? [one, undefined] : [undefined, other];

const filled = <T extends string | readonly unknown[]>(value: T | undefined): T | undefined =>
  value?.length ? value : undefined;

/** Drops fields that are undefined. */
const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };

/** The fields of an invite that another report of its invitation may change. */
export type Merged = Partial<
  Pick<
    Invite,
    | 'externalId'
    | 'letter'
    | 'letterCut'
    | 'url'
    | 'kind'
    | 'invitedAt'
    | 'expiresAt'
    | 'job'
    | 'client'
    | 'invitee'
    | 'uncertain'
    | 'corrected'
    | 'proposal'
    | 'keys'
    | 'origins'
    | 'claims'
    | 'ranks'
    | 'referredIn'
    | 'chain'
  >
>;

/** Another report of an invitation, or another invite of the same invitation. */
interface Other {
  readonly report: Pick<Invite, 'letter' | 'job' | 'client' | 'invitedAt'> &
    Partial<
      Pick<Invite, 'letterCut' | 'url' | 'kind' | 'expiresAt' | 'keys' | 'uncertain' | 'corrected' | 'proposal'>
    > & {
      readonly freelancer: Person;
    };
  readonly ranks: Ranks;
  readonly slackUserId?: string | undefined;
  readonly origins: readonly Origin[];
  /** The id of the report in its connection; absent for an invite. */
  readonly id?: string;
  /**
   * @param slackUserId the addressee of both together
   * @param isFirst true where no earlier report has identified the invitation
   */
  readonly claims: (slackUserId: string | undefined, isFirst: boolean) => readonly string[];
  readonly isRepeat: boolean;
}

/** The member that a report is addressed to, where known. */
export interface Addressing {
  readonly slackUserId?: string | undefined;
  /** Set where the member entered the invitation for themselves. */
  readonly isTyped?: boolean | undefined;
}

/** Returns the rank of whose invitation it is in a report. */
export const addresseeRank = (
  via: Pick<Via, 'trust'>,
  { uncertain }: Pick<Invitation, 'uncertain'>,
  isTyped?: boolean,
): number => ranksOf(via, uncertain, isTyped)('addressee');

/**
 * Returns what another report of the same invitation changes in an invite. It adds missing facts. Of two values the one
 * of the more trusted source wins, a certain one before an uncertain one; between equals the choice is fixed. So the
 * result does not depend on the order or the number of reports, except that of equals that name different addressees
 * the first stays. A person's corrections stay.
 */
export function mergeInvitation(
  invite: Invite,
  invitation: Invitation,
  via: Via,
  { slackUserId, isTyped }: Addressing = {},
): Merged {
  const isRepeat = isOriginOf(invite, invitation.id);
  return merge(invite, {
    report: invitation,
    ranks: ranksOf(via, invitation.uncertain, isTyped),
    slackUserId,
    origins: isRepeat ? [] : [{ ...via, externalId: invitation.id }],
    id: invitation.id,
    claims: (addressee, isFirst) =>
      (isRepeat && !isFirst && invite.claims && addressee === invite.invitee.slackUserId) ||
      isForAnother(slackUserId, addressee)
        ? ownClaims(invitation)
        : claimsOf(invitation, addressee),
    isRepeat,
  });
}

/** Tells whether a report names another member than the addressee: then it has no claim to their invite to its job. */
const isForAnother = (named: string | undefined, addressee: string | undefined): boolean =>
  named !== undefined && named !== addressee;

/** Does the same as `mergeInvitation` for two invites of one invitation, and merges the referral that led to it. */
export const mergeInvite = (invite: Invite, other: Invite): Merged => ({
  ...merge(invite, {
    report: { ...other, freelancer: other.invitee.person },
    ranks: ranksIn(other),
    slackUserId: other.invitee.slackUserId,
    origins: other.origins,
    claims: (addressee) =>
      union(
        isForAnother(other.invitee.slackUserId, addressee) ? withoutAddressee(other.claims ?? []) : other.claims,
        isJobDoubtful(other)
          ? []
          : jobClaims(other.job, { person: other.invitee.person, ...present({ slackUserId: addressee }) }),
      ),
    isRepeat: false,
  }),
  ...mergeSourceReferral(invite, other),
});

/** Tells whether a person removed the deadline, while the other invite has one of lower rank. */
export const endsDeadline = (invite: Invite, other: Invite): boolean =>
  invite.expiresAt !== undefined &&
  other.expiresAt === undefined &&
  other.ranks?.expiresAt === CORRECTED &&
  invite.ranks?.expiresAt !== CORRECTED;

function merge(invite: Invite, other: Other): Merged {
  const { report, ranks: theirs, slackUserId, origins, isRepeat } = other;
  const mine = ranksIn(invite);
  const { ranks, choose } = chooser(mine, theirs, isRepeat);
  const { job, client, invitee } = invite;
  const { job: otherJob, client: otherClient } = report;
  const letter = choose('letter', filled(invite.letter), filled(report.letter), longer) ?? '';
  // a decision stands for the member that it was taken for
  const isFinal = isDecided(invite);
  const person = choose('person', invitee.person, report.freelancer, samePerson) ?? invitee.person;
  const named = choose('addressee', invitee.slackUserId, slackUserId, never);
  const addressee = isDisproved(ranks) ? undefined : named;
  const slackId = isFinal ? (invitee.slackUserId ?? addressee) : addressee;
  if (slackId === undefined) delete ranks.addressee;
  const isNew = slackId !== undefined && slackId !== invitee.slackUserId;
  const merged: Merged = {
    letter,
    letterCut: letter === invite.letter ? invite.letterCut : (report.letterCut ?? false),
    ...present({
      url: choose('url', invite.url, report.url, longer),
      kind: choose('kind', invite.kind, report.kind, longer),
      invitedAt: choose('invitedAt', invite.invitedAt, report.invitedAt, earlier),
      expiresAt: choose('expiresAt', invite.expiresAt, report.expiresAt, greater),
    }),
    job: {
      id: choose('jobId', ...canonical(job.id, otherJob.id), isFinal ? never : longer) ?? job.id,
      title: choose('title', filled(job.title), filled(otherJob.title), longer) ?? '',
      url: choose('jobUrl', filled(job.url), filled(otherJob.url), longer) ?? '',
      ...present({ budget: choose('budget', job.budget, otherJob.budget, longer) }),
      skills: choose('skills', filled(job.skills), filled(otherJob.skills), longer) ?? [],
      ...present({ private: choose('private', job.private, otherJob.private, greater) }),
    },
    client: present({
      name: choose('name', client.name, otherClient.name, longer),
      country: choose('country', client.country, otherClient.country, longer),
      timeZone: choose('timeZone', client.timeZone, otherClient.timeZone, longer),
      rating: choose('rating', client.rating, otherClient.rating, greater),
      totalSpent: choose('totalSpent', client.totalSpent, otherClient.totalSpent, greater),
      hires: choose('hires', client.hires, otherClient.hires, greater),
      paymentVerified: choose('paymentVerified', client.paymentVerified, otherClient.paymentVerified, greater),
    }),
    invitee: { person, ...present({ slackUserId: slackId }) },
    origins: [...invite.origins, ...origins],
    ...present({
      corrected: later(invite.corrected, report.corrected),
      proposal: furtherStep(invite.proposal, report.proposal),
    }),
  };
  const identity = identityOf(invite, other, { ...merged, ranks });
  const own = isNew ? keysOfMember(identity.keys, slackId) : [];
  Object.assign(merged, identity, { claims: union(identity.claims, own) });
  ranks.keys = Math.max(mine('keys'), theirs('keys'));
  const { length: told } = merged.origins ?? [];
  const uncertain = stillUncertain(union(invite.uncertain, report.uncertain), ranks, told > 1);
  const isSingle = FACTS.every((fact) => ranks[fact] === undefined || mine(fact) === ranks[fact]);
  return changesIn(invite, {
    ...merged,
    ...((invite.uncertain || uncertain.length > 0) && { uncertain }),
    ...((!isRepeat || !isSingle) && { ranks }),
  });
}

/**
 * Tells whether the addressee was read without certainty, or entered the link, while a certain report names the person:
 * then it is nobody's until a member is linked to that person.
 */
const isDisproved = ({ person, addressee }: { readonly [Name in Fact]?: number }): boolean =>
  person !== undefined && person > TYPED && addressee !== undefined && addressee <= TYPED;

/**
 * Returns the fields by which the invitation is recognised again. Where it is somebody else's by now, the claims to
 * pairs with the former addressee are left to what may come for them. Once a link that is certain says which invitation
 * it is, the links that are not certain have no say: their shared ids, jobs and ids in their connections are left to
 * the invitations that have them.
 */
function identityOf(
  invite: Invite,
  { report, ranks: theirs, id, origins, claims }: Other,
  { job = invite.job, invitee = invite.invitee, ranks }: Pick<Merged, 'job' | 'invitee' | 'ranks'>,
): Pick<Merged, 'externalId' | 'keys' | 'claims'> {
  const isKnown = isIdentified(invite);
  const isFirst = !isKnown && isLinkCertain(theirs('keys'));
  const isTakenAway = isTakenAwayBy(invite, { invitee });
  const all = invite.claims ?? originClaims(invite.origins);
  const held = isTakenAway ? withoutAddressee(all) : all;
  const told = claims(invitee.slackUserId, isFirst);
  const onJob = (ranks?.jobId ?? 0) < 0 ? [] : jobClaims(job, invitee);
  if (isKnown === isLinkCertain(theirs('keys')))
    return {
      ...present({ keys: filled(union(invite.keys, report.keys).slice(0, MOST_KEYS)) }),
      claims: union(held, told, isTakenAway ? onJob : []),
    };
  const keys = (isFirst ? report.keys : invite.keys) ?? [];
  const entered = originClaims(
    (isFirst ? invite.origins : origins).filter(({ connectionId }) => connectionId === MANUAL),
  );
  const kept = held.filter((claim) => claim === leadClaim(job.id) || isOfMember(claim));
  return {
    ...(isFirst && id !== undefined && { externalId: id }),
    ...((invite.keys || keys.length > 0) && { keys: [...keys] }),
    claims: withKeys(union(isFirst ? told : held, entered, onJob, kept), keys),
  };
}

const originClaims = (origins: readonly Origin[]): string[] => origins.map(({ externalId }) => originClaim(externalId));

const isOriginOf = ({ externalId, origins }: Invite, id: string): boolean =>
  externalId === id || origins.some((origin) => origin.externalId === id);

const union = <T>(...lists: readonly (readonly T[] | undefined)[]): T[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

/**
 * Lists the fields that stay uncertain: one of their facts is, or none is known and only one source has told anything.
 */
const stillUncertain = (
  listed: readonly UncertainField[],
  ranks: { readonly [Name in Fact]?: number },
  bySeveral: boolean,
) =>
  listed.filter((field) => {
    const known = COVERS[field].flatMap((fact) => ranks[fact] ?? []);
    return known.length === 0 ? !bySeveral : known.some((rank) => rank < 0);
  });

const changesIn = (invite: Invite, merged: Merged): Merged =>
  Object.fromEntries(
    Object.entries(merged).filter(([field, value]) => !isSameValue(invite[field as keyof Merged], value)),
  );

/** Fields of an invite that no card shows. */
const UNSEEN: ReadonlySet<string> = new Set(['externalId', 'origins', 'keys', 'claims', 'ranks']);

/** Tells whether a change affects what cards show. */
export const isSeen = (merged: Merged): boolean => Object.keys(merged).some((field) => !UNSEEN.has(field));
