import { Refusal, type RefusalCode } from '../errors.js';
import type { Invite, Person } from '../invite/invite.js';
import { requireTheirs } from '../invite/require-theirs.js';
import { type Actor, isColleague, type Member } from '../member/member.js';
import type { Ports } from '../ports.js';
import { DEFAULT_SETTINGS } from '../tenant/tenant.js';
import { looksLikeAddress, whyNotMember } from './colleague.js';
import { type Match, rankMatches } from './match.js';
import { matchFacts } from './match-facts.js';
import { whyNotThem } from './rules.js';
import { type Standings, standingsFor } from './standings.js';

/** How many of each group a picker shows: Slack takes 100 options in all. */
const GROUP_LIMIT = 49;

/** Shorter words find everybody and cost the marketplace a search. */
const SEARCH_FROM = 2;

/** Somebody a picker shows, with the rule that forbids them, if one does. */
export type Offered<T> = T & { readonly whyNot: RefusalCode | null };

export interface Colleagues {
  /** Those who may be picked come first, the best match at the top. */
  readonly team: readonly Offered<Match>[];
  readonly people: readonly Offered<Person>[];
  /** A profile URL or email address that was typed and found nobody. */
  readonly unknownAddress?: string;
  /** True when the marketplace did not answer: the team alone is shown. */
  readonly trouble: boolean;
}

/**
 * Whom this invite may be passed to: colleagues by name with what speaks for each, people found on the marketplace by
 * name, profile URL or email address. Who does not fit is shown with the reason, at the end.
 * @throws Refusal when the invite is not theirs to answer.
 */
export async function findColleagues(ports: Ports, by: Actor, inviteId: string, query: string): Promise<Colleagues> {
  const words = query.trim();
  const { tenantId } = by;
  const invite = await ports.invites.get({ tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  await requireTheirs(ports, invite, by);
  const [found, tenant, standings] = await Promise.all([
    search(ports, tenantId, words),
    ports.tenants.get(tenantId),
    standingsFor(ports, invite),
  ]);
  const members = looksLikeAddress(words)
    ? await membersAt(ports, tenantId, words, found.people)
    : await ports.members.search(tenantId, words, GROUP_LIMIT * 2);
  const settings = tenant?.settings ?? DEFAULT_SETTINGS;
  const colleagues = members.filter((member) => isColleague(member, settings) && !isOneself(member, invite, by));
  const why = (member: Member) => whyNotMember(member, { invite, by, settings, standings });
  const tied = new Set(members.map(({ person }) => person?.id));
  const people = found.people.filter(({ id }) => !tied.has(id) && id !== invite.invitee.person.id);
  return {
    team: await ranked(ports, invite, colleagues, why),
    people: people.map((person) => ({ ...person, whyNot: whyNotPerson(person, standings) })).slice(0, GROUP_LIMIT),
    trouble: found.trouble,
    ...(looksLikeAddress(words) &&
      !found.trouble &&
      !found.people.length &&
      !members.length && { unknownAddress: words }),
  };
}

/** The members whose own address it is, or whose profile the marketplace found by it. */
async function membersAt(ports: Ports, tenantId: string, address: string, people: readonly Person[]) {
  const found = await Promise.all([
    ports.members.byEmail(tenantId, address),
    ...people.map(({ id }) => ports.members.byPerson(tenantId, id)),
  ]);
  const members = new Map(found.flatMap((member) => (member ? [[member.slackUserId, member]] : [])));
  return [...members.values()];
}

const isOneself = ({ slackUserId }: Member, invite: Invite, by: Actor): boolean =>
  slackUserId === (invite.invitee.slackUserId ?? by.slackUserId);

async function ranked(
  ports: Ports,
  invite: Invite,
  members: readonly Member[],
  why: (member: Member) => RefusalCode | null,
) {
  const facts = await matchFacts(ports, invite, members);
  const reasons = new Map(members.map((member) => [member.slackUserId, why(member)]));
  return rankMatches(invite.job.skills, facts)
    .map((match) => ({ ...match, whyNot: reasons.get(match.slackUserId) ?? null }))
    .sort((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null))
    .slice(0, GROUP_LIMIT);
}

function whyNotPerson({ id }: Person, standings: Standings): RefusalCode | null {
  const standing = standings.get(id);
  return whyNotThem({
    isSelf: false,
    isColleague: true,
    inChain: false,
    reachable: true,
    ...(standing && { standing }),
  });
}

async function search(ports: Ports, tenantId: string, words: string): Promise<{ people: Person[]; trouble: boolean }> {
  if (words.length < SEARCH_FROM) return { people: [], trouble: false };
  try {
    return { people: await ports.marketplace.searchPeople(tenantId, words), trouble: false };
  } catch (error) {
    ports.log.warn({ tenantId, err: error }, 'people.search-failed');
    return { people: [], trouble: true };
  }
}
