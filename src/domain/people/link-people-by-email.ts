import { adoptInvites } from '../lifecycle/assign-invites-to-member.js';
import type { Connection } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import { hasScheme, placed, placeOf } from '../model/member/marketplace-accounts.js';
import { isLinkable, type MemberEntry } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import type { AgencyPerson } from './agency-people.js';
import { link, linkTo } from './link-member.js';

/** Links members to the people of a connection by email address, and addresses open invites to linked members. */
export async function matchPeople(ports: Ports, connection: Connection): Promise<void> {
  const place = placeOf(connection);
  const people = (await ports.marketplace.members(connection)).map((person) => placed(person, place));
  const members = await ports.members.all(connection.tenantId);
  for (const [member, person] of matches(members, people)) await tieByEmail(ports, member, person);
  for (const member of members) await adoptLeftOver(ports, member);
}

/** Matches people and members without such an account by email address. */
export function matches(
  members: readonly MemberEntry[],
  people: readonly AgencyPerson[],
): [MemberEntry, AgencyPerson][] {
  const tied = new Set(members.flatMap(({ accounts }) => accounts.map(({ id }) => id)));
  const free = members.filter((member) => member.email && isLinkable(member));
  const byEmail = new Map(free.map((member) => [member.email?.toLowerCase(), member]));
  return people.flatMap((person) => {
    const member = person.email && !tied.has(person.id) ? byEmail.get(person.email.toLowerCase()) : undefined;
    return member && !hasScheme(member, person) ? [[member, person] as [MemberEntry, AgencyPerson]] : [];
  });
}

/** Links one member; ignores a refusal, since another process may have linked the same two a moment ago. */
async function tieByEmail(ports: Ports, member: MemberEntry, person: AgencyPerson): Promise<void> {
  try {
    await link(ports, member.tenantId, member.slackUserId, linkTo(person, 'email'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Addresses open invites that remained because a process crashed after linking. */
async function adoptLeftOver(ports: Ports, member: MemberEntry): Promise<void> {
  if (!isLinkable(member)) return;
  for (const { id } of member.accounts) await adoptInvites(ports, id, member);
}
