import { canDo } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Person } from '../model/person/person.js';
import type { Ports } from '../ports.js';

/**
 * Lists the agency's own people in all of its connections. A connection that does not answer is left out while another
 * one does.
 * @throws Refusal('tenant.notConnected') without a connection; as `Marketplace` when none that lists people answers.
 */
export async function agencyPeople(ports: Ports, tenantId: string): Promise<Person[]> {
  const connections = await ports.connections.latestOf(tenantId);
  if (connections.length === 0) throw new Refusal('tenant.notConnected');
  const listing = connections.filter((one) => canDo(one, 'members'));
  const answers = await Promise.allSettled(listing.map((connection) => ports.marketplace.members(connection)));
  const people = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed && answers.every(({ status }) => status === 'rejected')) throw failed.reason;
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
