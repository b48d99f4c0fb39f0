import { Refusal, type RefusalCode } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import { isCounted, type Match, rankMatches } from '../model/matching/rank-colleagues.js';
import { memberIdIn } from '../model/member/find-member-id-in-text.js';
import { type Actor, isColleague, type Member } from '../model/member/member.js';
import { addressIn } from '../model/person/find-address-in-text.js';
import type { Person } from '../model/person/person.js';
import { requireAddressee } from '../permissions/require-addressee.js';
import { belongs } from '../permissions/require-role.js';
import { tenantSettings } from '../permissions/tenant-settings.js';
import type { Ports } from '../ports.js';
import { candidateStandings } from './candidate-standings.js';
import { findMembersByName } from './find-members-by-name.js';
import { readJobRecords } from './read-job-records.js';
import { readMatchFacts } from './read-match-facts.js';
import { type ColleagueChoice, whyNotMember, whyNotPerson } from './resolve-colleague.js';
import { searchMarketplacePeople } from './search-marketplace-people.js';

/** The most options per group of a picker: Slack allows 100 in all. */
const GROUP_LIMIT = 49;

/** The shortest query that is searched, in characters: a shorter one would find everybody. */
const SEARCH_FROM = 2;

/** Characters that are a whole name by themselves: Han, Kana, and syllables of Hangul. */
const IS_NAME = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\uAC00-\uD7A3]/u;

const isSearchable = (words: string): boolean =>
  [...words].length >= SEARCH_FROM || IS_NAME.test(words.normalize('NFC'));

/** The longest query that is searched, in UTF-16 units: a database refuses very long ones. */
const LONGEST = 250;

/** An option of a picker, with the rule that forbids it, if any. */
export type Offered<T> = T & { readonly whyNot: RefusalCode | null };

/** A colleague in a picker, with what tells two of the same name apart. */
export type OfferedColleague = Offered<Match & Pick<Member, 'handle' | 'email'>>;

/** The content of a picker. */
export interface Colleagues {
  /** The pickable ones first, the best match at the top. */
  readonly team: readonly OfferedColleague[];
  /** People without a linked member. */
  readonly people: readonly Offered<Person>[];
  /** A typed profile URL or email address for which nobody was found. */
  readonly unknownAddress?: string;
  /** A typed profile URL or email address that is no member's, where people of the marketplace cannot be looked up. */
  readonly uncheckedAddress?: string;
  /** True when the marketplace did not answer, so that only the team is shown. */
  readonly trouble: boolean;
}

interface Search extends ColleagueChoice {
  /** True where an address or an id was typed: only then is the member themselves listed, with the reason why not. */
  readonly isExact: boolean;
  /** True for those who may see the counts of colleagues. */
  readonly seesCounts: boolean;
}

/**
 * Searches candidates for a referral: colleagues by name or by what Slack copies of a profile, ranked with their facts,
 * and people on the marketplace by name, profile URL or email address. Those whom a rule forbids come last, with the
 * reason.
 * @throws Refusal when the member may not answer the invite.
 */
export async function findColleagues(ports: Ports, by: Actor, inviteId: string, query: string): Promise<Colleagues> {
  const asTyped = query.trim().slice(0, LONGEST);
  const memberId = memberIdIn(asTyped);
  const address = memberId === undefined ? addressIn(asTyped) : undefined;
  const words = address ?? asTyped;
  const isAddress = address !== undefined;
  const { tenantId } = by;
  const invite = await ports.invites.get({ tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  await requireAddressee(ports, invite, by);
  const [found, named, settings, job, seesCounts] = await Promise.all([
    memberId === undefined ? search(ports, invite, words) : UNSEARCHED,
    membersOf(ports, tenantId, { memberId, address, words }),
    tenantSettings(ports, tenantId),
    readJobRecords(ports, invite),
    belongs(ports, by),
  ]);
  const linked = await ports.members.ofPeople(tenantId, idsOf(found.people));
  const members = unique([...named, ...linked]);
  const isExact = isAddress || memberId !== undefined;
  const asked = { invite, by, settings, standings: candidateStandings(invite, job), isExact, seesCounts };
  const isNobodys = isAddress && !found.trouble && !found.people.length && !members.length;
  return {
    team: await teamOf(ports, members, asked),
    people: peopleOf(found.people, members, asked),
    trouble: found.trouble,
    ...(isNobodys && (found.isUnasked ? { uncheckedAddress: words } : { unknownAddress: words })),
  };
}

/** Finds members by their id, their address or their name. */
async function membersOf(
  { members }: Pick<Ports, 'members'>,
  tenantId: string,
  { memberId, address, words }: { memberId: string | undefined; address: string | undefined; words: string },
): Promise<readonly Member[]> {
  if (memberId !== undefined) return [await members.get(tenantId, memberId)].flatMap((member) => member ?? []);
  return address === undefined ? findMembersByName({ members }, tenantId, words) : members.atEmail(tenantId, address);
}

const idsOf = (people: readonly Person[]): string[] => people.map(({ id }) => id);

const unique = (members: readonly Member[]): Member[] => [
  ...new Map(members.map((member) => [member.slackUserId, member])).values(),
];

/** Ranks all before cutting the list, so that names late in the alphabet are found too. */
async function teamOf(ports: Ports, members: readonly Member[], asked: Search): Promise<OfferedColleague[]> {
  const { invite, by, settings, isExact, seesCounts } = asked;
  const oneself = invite.invitee.slackUserId ?? by.slackUserId;
  const team = members.filter((one) => (one.slackUserId === oneself ? isExact : isColleague(one, settings)));
  const known = new Map(team.map((member) => [member.slackUserId, aboutMember(member, asked)]));
  return rankMatches(invite.job.skills, await readMatchFacts(ports, invite, team, settings))
    .map((match) => ({ ...match, whyNot: null, ...known.get(match.slackUserId) }))
    .sort((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null))
    .slice(0, GROUP_LIMIT)
    .map((match) => (seesCounts ? match : { ...match, why: match.why.filter((fact) => !isCounted(fact)) }));
}

const aboutMember = (member: Member, asked: Search) => ({
  whyNot: whyNotMember(member, asked),
  ...(member.handle && { handle: member.handle }),
  ...(member.email && { email: member.email }),
});

function peopleOf(found: readonly Person[], members: readonly Member[], asked: Search): Offered<Person>[] {
  const oneself = asked.isExact ? [] : [asked.invite.invitee.person.id];
  const known = new Set([...oneself, ...members.flatMap(({ accounts }) => accounts.map(({ id }) => id))]);
  return found
    .filter(({ id }) => !known.has(id))
    .slice(0, GROUP_LIMIT)
    .map((person) => ({ ...person, whyNot: whyNotPerson(person.id, asked) }));
}

/** The people that the marketplace found. */
interface Found {
  readonly people: readonly Person[];
  readonly trouble: boolean;
  /** True where people of the marketplace cannot be looked up. */
  readonly isUnasked?: boolean;
}

const UNSEARCHED: Found = { people: [], trouble: false };

async function search(ports: Ports, invite: Invite, words: string): Promise<Found> {
  const { tenantId } = invite;
  if (!isSearchable(words)) return UNSEARCHED;
  try {
    const people = await searchMarketplacePeople(ports, invite, words);
    return { people: people ?? [], trouble: false, isUnasked: people === null };
  } catch (error) {
    ports.log.warn({ tenantId, err: error }, 'people.search-failed');
    return { people: [], trouble: true };
  }
}
