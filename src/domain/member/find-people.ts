import type { Person } from '../invite/invite.js';
import type { Ports } from '../ports.js';
import type { Actor } from './member.js';
import { requireAdmin } from './require-role.js';

/**
 * The agency's own people on the marketplace whose name or email address contains `query`; all of them when it is empty.
 * @throws Refusal when `by` is no admin; as `Marketplace` when it does not answer.
 */
export async function findPeople(ports: Ports, by: Actor, query: string): Promise<Person[]> {
  await requireAdmin(ports, by);
  const wanted = query.trim().toLowerCase();
  const people = await ports.marketplace.members(by.tenantId);
  return people.filter(({ name, email = '' }) => [name, email].some((text) => text.toLowerCase().includes(wanted)));
}
