import { pathOf, whereToAsk } from '../lifecycle/read-delivery-path.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Person } from '../model/person/person.js';
import type { Ports } from '../ports.js';

/**
 * Searches the marketplace's people for an invite.
 * @returns null where no connection of the invite can look people up
 * @throws Refusal('connection.removed') while the invite's connection is removed; as `Marketplace`
 */
export async function searchMarketplacePeople(ports: Ports, invite: Invite, query: string): Promise<Person[] | null> {
  const asked = await whereToAsk(ports, invite, 'look-up-people');
  if (asked) return ports.marketplace.searchPeople(asked.to, query);
  if ((await pathOf(ports, invite)).by === 'nobody') throw new Refusal('connection.removed');
  return null;
}
