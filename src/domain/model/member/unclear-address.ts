import { isMailAddress, type Person } from '../person/person.js';
import { UPWORK } from './marketplace-accounts.js';
import { isLinkable, type MemberEntry } from './member.js';

/**
 * The reason why the address of a mail stands for no one person. `unnamed`: the mail names nobody, and came to Baton's
 * own address. `shared`: several people have the address.
 */
export type UnclearAddress = 'unnamed' | 'shared';

/**
 * Returns why an invited person stands for nobody; undefined for somebody who may be linked.
 * @param members at least those with the person's address
 */
export function unclearAddress(person: Person, members: readonly MemberEntry[]): UnclearAddress | undefined {
  if (!isMailAddress(person)) return undefined;
  if (person.email === undefined) return 'unnamed';
  const email = person.email.toLowerCase();
  const [one, ...others] = members.filter((member) => isLinkable(member) && member.email?.toLowerCase() === email);
  return others.length > 0 || one?.sharedEmailIn?.includes(UPWORK) ? 'shared' : undefined;
}
