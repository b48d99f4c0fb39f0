import { type UnclearAddress, unclearAddress } from '../model/member/unclear-address.js';
import { isMailAddress, type Person } from '../model/person/person.js';
import type { Ports } from '../ports.js';

/** Returns the same as `unclearAddress`, and reads the members for it where they matter. */
export async function readUnclearAddress(
  { members }: Pick<Ports, 'members'>,
  tenantId: string,
  person: Person,
): Promise<UnclearAddress | undefined> {
  const isKnownByMail = isMailAddress(person) && person.email !== undefined;
  return unclearAddress(person, isKnownByMail ? await members.atEmail(tenantId, person.email) : []);
}
