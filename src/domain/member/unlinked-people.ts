import { errorFields } from '../error-text.js';
import type { Person } from '../invite/invite.js';
import type { Ports } from '../ports.js';

/** The agency's marketplace people to whom no member is tied; null when the marketplace does not list them now. */
export async function unlinkedPeople(ports: Ports, tenantId: string): Promise<readonly Person[] | null> {
  try {
    const [people, members] = await Promise.all([ports.marketplace.members(tenantId), ports.members.all(tenantId)]);
    const linked = new Set(members.map(({ person }) => person?.id));
    return people.filter(({ id }) => !linked.has(id));
  } catch (error) {
    ports.log.warn({ tenantId, ...errorFields(error) }, 'people.not-listed');
    return null;
  }
}
