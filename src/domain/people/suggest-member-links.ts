import { fold } from '../../lib/accent-folding.js';
import { hasScheme, schemeOf } from '../model/member/marketplace-accounts.js';
import { isLinkable, type Member } from '../model/member/member.js';
import type { LinkSuggestion } from '../model/views/home-content.js';
import type { Ports } from '../ports.js';
import { type AgencyPerson, invitedPeople } from './agency-people.js';
import { readUnclearAddress } from './read-unclear-address.js';

/** The most people for whom a member is suggested at once. */
const MOST = 3;

/** The most members of one name that are compared. */
const NAMESAKES = 10;

/** Lists people whose open invites reach no member, each with the member whose name matches. */
export async function suggestLinks(ports: Ports, tenantId: string): Promise<LinkSuggestion[]> {
  const invited = await linkablePeople(ports, tenantId);
  return Promise.all(invited.slice(0, MOST).map((person) => suggestionFor(ports, tenantId, person, invited)));
}

/** Returns the person of an open invite that reaches no member, with the member whose name matches; null for others. */
export async function suggestLink(ports: Ports, tenantId: string, personId: string): Promise<LinkSuggestion | null> {
  const invited = await linkablePeople(ports, tenantId);
  const person = invited.find(({ id }) => id === personId);
  return person ? suggestionFor(ports, tenantId, person, invited) : null;
}

/** Lists the people of open invites whom no member is linked to, without addresses that stand for no one person. */
async function linkablePeople(ports: Ports, tenantId: string): Promise<AgencyPerson[]> {
  const invited = await invitedPeople(ports, tenantId, await ports.connections.ofTenant(tenantId));
  const unclear = await Promise.all(invited.map((person) => readUnclearAddress(ports, tenantId, person)));
  return invited.filter((_, index) => unclear[index] === undefined);
}

async function suggestionFor(
  ports: Ports,
  tenantId: string,
  person: AgencyPerson,
  invited: readonly AgencyPerson[],
): Promise<LinkSuggestion> {
  const member = invited.some((one) => isNamesake(one, person)) ? null : await memberNamed(ports, tenantId, person);
  return { person, ...(member && { member: { slackUserId: member.slackUserId, name: member.name } }) };
}

/** Tells whether another person has the same name among those who are named in the same way. */
const isNamesake = (one: AgencyPerson, person: AgencyPerson): boolean =>
  one.id !== person.id && schemeOf(one) === schemeOf(person) && fold(one.name) === fold(person.name);

/**
 * Finds the one member whose name fits, and who has no such account: the same name, or else one that contains all of
 * its words, as marketplaces shorten names (`Ana S.`). None where several could be meant.
 */
async function memberNamed(
  { members }: Ports,
  tenantId: string,
  person: Pick<AgencyPerson, 'id' | 'name' | 'place'>,
): Promise<Member | null> {
  const found = await members.search(tenantId, person.name.replaceAll('.', ' '), NAMESAKES);
  const fitting = found.filter((one) => isLinkable(one) && !hasScheme(one, person));
  const same = fitting.filter(({ name }) => fold(name) === fold(person.name));
  const [only, ...others] = same.length > 0 ? same : fitting;
  return others.length > 0 || !person.name.trim() ? null : (only ?? null);
}
