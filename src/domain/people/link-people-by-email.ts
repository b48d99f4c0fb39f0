import type { Connection } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import { hasScheme, placed, placeOf } from '../model/member/marketplace-accounts.js';
import { isLinkable, type MemberEntry } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import type { AgencyPerson } from './agency-people.js';
import { link, linkTo } from './link-member.js';

/** Links members to the people of a connection by email address. */
export async function matchPeople(ports: Ports, connection: Connection): Promise<void> {
  const place = placeOf(connection);
  const people = (await ports.marketplace.members(connection)).map((person) => placed(person, place));
  const members = await ports.members.all(connection.tenantId);
  for (const [member, person] of matches(members, people)) await tieByEmail(ports, member, person);
  await noteShared(ports, members, people, place);
}

/** Matches people and members without such an account by email address, where one person and one member have it. */
export const matches = (
  members: readonly MemberEntry[],
  people: readonly AgencyPerson[],
): [MemberEntry, AgencyPerson][] =>
  linkableAt(members, people)
    .filter((one) => !isShared(one))
    .flatMap(({ members: [member], people: [person] }) => (member && person ? [[member, person]] : []));

/** The people on a marketplace and the members who have one email address. */
export interface SharedAddress {
  readonly email: string;
  readonly people: readonly AgencyPerson[];
  readonly members: readonly MemberEntry[];
}

/** Lists the email addresses by which people would be linked, were there not several on either side who have them. */
export const sharedAddresses = (members: readonly MemberEntry[], people: readonly AgencyPerson[]): SharedAddress[] =>
  linkableAt(members, people).filter(isShared);

const isShared = ({ people, members }: SharedAddress): boolean => people.length > 1 || members.length > 1;

/** Groups people of one place and members by email address, where somebody on each side is not linked there yet. */
function linkableAt(members: readonly MemberEntry[], people: readonly AgencyPerson[]): SharedAddress[] {
  const tied = new Set(members.flatMap(({ accounts }) => accounts.map(({ id }) => id)));
  const membersAt = groupsOf(members.filter(isLinkable), ({ email }) => email?.toLowerCase());
  const peopleAt = groupsOf(people, ({ email, place = '' }) => email && `${place} ${email.toLowerCase()}`);
  return [...peopleAt.values()].flatMap((group) => {
    const email = group[0]?.email ?? '';
    const theirs = membersAt.get(email.toLowerCase()) ?? [];
    const free = group.filter(({ id }) => !tied.has(id));
    const isOpen = free.some((person) => theirs.some((member) => !hasScheme(member, person)));
    return isOpen ? [{ email, people: group, members: theirs }] : [];
  });
}

/** Groups by a key, in the order of the first of each group; leaves out what has none. */
function groupsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Notes whose email address several people of a place have: no invite there is addressed by it, either. */
async function noteShared(
  { members: port }: Ports,
  members: readonly MemberEntry[],
  people: readonly AgencyPerson[],
  place: string,
): Promise<void> {
  const several = sharedAddresses(members, people).filter((one) => one.people.length > 1);
  const sharing = new Set(several.flatMap((one) => one.members.map(({ slackUserId }) => slackUserId)));
  for (const { tenantId, slackUserId, sharedEmailIn = [] } of members) {
    const isShared = sharing.has(slackUserId);
    if (isShared === sharedEmailIn.includes(place)) continue;
    const elsewhere = sharedEmailIn.filter((one) => one !== place);
    await port.configure(tenantId, slackUserId, { sharedEmailIn: isShared ? [...elsewhere, place] : elsewhere });
  }
}

/** Links one member; ignores a refusal, since another process may have linked the same two a moment ago. */
async function tieByEmail(ports: Ports, member: MemberEntry, person: AgencyPerson): Promise<void> {
  try {
    await link(ports, member.tenantId, member.slackUserId, linkTo(person, 'email'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
