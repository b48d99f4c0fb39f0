import { errorFields } from '../../lib/error-text.js';
import { Refusal } from '../model/errors.js';
import { unclearAddress } from '../model/member/unclear-address.js';
import type { Person } from '../model/person/person.js';
import { KEPT } from '../model/stored-size-limits.js';
import type { Ports } from '../ports.js';
import { agencyPeople } from './agency-people.js';
import { type SharedAddress, sharedAddresses } from './link-people-by-email.js';

/** People of the agency without a linked member. */
export interface UnlinkedPeople {
  readonly people: readonly Person[];
  /** Set where the list was cut at `KEPT.people`. */
  readonly isCut?: true;
  /** Email addresses that link nobody, since several people have them. */
  readonly shared?: readonly SharedAddress[];
}

/**
 * Lists the agency's marketplace people without a linked member; `unanswered` when the marketplace does not list its
 * people now, `tooLong` when the list does not end.
 */
export async function unlinkedPeople(
  ports: Ports,
  tenantId: string,
): Promise<UnlinkedPeople | 'unanswered' | 'tooLong'> {
  try {
    const [people, members] = await Promise.all([agencyPeople(ports, tenantId), ports.members.all(tenantId)]);
    const linked = new Set(members.flatMap(({ accounts }) => accounts.map(({ id }) => id)));
    const free = people.filter((person) => !linked.has(person.id) && !unclearAddress(person, members));
    const shared = sharedAddresses(members, people);
    return {
      people: free,
      ...(people.length >= KEPT.people && { isCut: true }),
      ...(shared.length > 0 && { shared }),
    };
  } catch (error) {
    ports.log.warn({ tenantId, ...errorFields(error) }, 'people.not-listed');
    return error instanceof Refusal && error.code === 'marketplace.tooLong' ? 'tooLong' : 'unanswered';
  }
}
