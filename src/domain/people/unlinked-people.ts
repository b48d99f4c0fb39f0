import { errorFields } from '../../lib/error-text.js';
import { Refusal } from '../model/errors.js';
import { KEPT } from '../model/limits.js';
import type { Person } from '../model/person/person.js';
import type { Ports } from '../ports.js';

/** People of the agency to whom no member is tied. */
export interface UnlinkedPeople {
  readonly people: readonly Person[];
  /** Set where the agency has more people than are read. */
  readonly isCut?: true;
}

/**
 * The agency's marketplace people to whom no member is tied; `unanswered` when the marketplace does not list them now,
 * `tooLong` when its list has no end.
 */
export async function unlinkedPeople(
  ports: Ports,
  tenantId: string,
): Promise<UnlinkedPeople | 'unanswered' | 'tooLong'> {
  try {
    const [people, members] = await Promise.all([ports.marketplace.members(tenantId), ports.members.all(tenantId)]);
    const linked = new Set(members.map(({ person }) => person?.id));
    const free = people.filter(({ id }) => !linked.has(id));
    return { people: free, ...(people.length >= KEPT.people && { isCut: true }) };
  } catch (error) {
    ports.log.warn({ tenantId, ...errorFields(error) }, 'people.not-listed');
    return error instanceof Refusal && error.code === 'marketplace.tooLong' ? 'tooLong' : 'unanswered';
  }
}
