import { adoptInvites } from '../lifecycle/adopt-invites.js';
import { Refusal } from '../model/errors.js';
import { isLinkable, type MemberEntry } from '../model/member/member.js';
import type { Person } from '../model/person/person.js';
import type { Ref } from '../model/work.js';
import type { Ports } from '../ports.js';
import { link, linkTo } from './link-member.js';

/** Links members to the people of a connection by email address, and addresses open invites to linked members. */
export async function matchPeople(ports: Ports, { tenantId, id }: Ref): Promise<void> {
  const people = await ports.marketplace.members({ tenantId, id });
  const members = await ports.members.all(tenantId);
  for (const [member, person] of matches(members, people)) await tieByEmail(ports, member, person);
  for (const member of members) await adoptLeftOver(ports, member);
}

/** Matches unlinked members and people by email address. */
export function matches(members: readonly MemberEntry[], people: readonly Person[]): [MemberEntry, Person][] {
  const tied = new Set(members.map(({ person }) => person?.id));
  const free = members.filter((member) => !member.person && member.email && isLinkable(member));
  const byEmail = new Map(free.map((member) => [member.email?.toLowerCase(), member]));
  return people.flatMap((person) => {
    const member = person.email && !tied.has(person.id) ? byEmail.get(person.email.toLowerCase()) : undefined;
    return member ? [[member, person] as [MemberEntry, Person]] : [];
  });
}

/** Ignores a refusal: another process may have linked the same two a moment ago. */
async function tieByEmail(ports: Ports, member: MemberEntry, person: Person): Promise<void> {
  try {
    await link(ports, member.tenantId, member.slackUserId, linkTo(person, 'email'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Addresses open invites that a process left over when it crashed after linking. */
async function adoptLeftOver(ports: Ports, member: MemberEntry): Promise<void> {
  const { person } = member;
  if (person && isLinkable(member)) await adoptInvites(ports, person.id, member);
}
