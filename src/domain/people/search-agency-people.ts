import { holds, searchKey, searchWords } from '../../lib/accent-folding.js';
import { type Actor, isLinkable } from '../model/member/member.js';
import { unclearAddress } from '../model/member/unclear-address.js';
import { addressIn } from '../model/person/find-address-in-text.js';
import type { Person } from '../model/person/person.js';
import { requireAdmin } from '../permissions/require-role.js';
import type { Ports } from '../ports.js';
import { agencyPeople } from './agency-people.js';
import { profileIn } from './upwork-profile.js';

/** A marketplace account, with the name of its linked member, if any. */
export interface Account extends Person {
  readonly holder?: string;
}

/**
 * Searches the agency's own people on the marketplace for those whose name and email address contain every word of
 * `query`; returns all when it is empty. The address of a profile on Upwork finds that profile, whoever lists it.
 * @throws Refusal when `by` is no admin; as `Marketplace` when it does not answer.
 */
export async function searchAgencyPeople(ports: Ports, by: Actor, query: string): Promise<Account[]> {
  await requireAdmin(ports, by);
  const words = searchWords(addressIn(query) ?? query);
  const [people, members] = await Promise.all([agencyPeople(ports, by.tenantId), ports.members.all(by.tenantId)]);
  const holders = new Map(
    members.filter(isLinkable).flatMap(({ accounts, name }) => accounts.map(({ id }) => [id, name] as const)),
  );
  const profile = profileIn(ports, query);
  if (profile) return [withHolder(people.find(({ id }) => id === profile.id) ?? profile, holders)];
  return people
    .filter((person) => holds(searchKey(`${person.name} ${person.email ?? ''}`), words))
    .filter((person) => !unclearAddress(person, members))
    .map((person) => withHolder(person, holders));
}

function withHolder(person: Person, holders: ReadonlyMap<string, string>): Account {
  const holder = holders.get(person.id);
  return { ...person, ...(holder !== undefined && { holder }) };
}
