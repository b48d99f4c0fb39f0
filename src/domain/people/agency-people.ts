import { type Connection, canDo, isOriginIn, marketplaceOf } from '../model/connection/connection.js';
import type { RulesOf } from '../model/connection/source.js';
import { Refusal } from '../model/errors.js';
import type { Stranger } from '../model/invite/invite.js';
import { placed, placeOf, placeOfPerson } from '../model/member/marketplace-accounts.js';
import { unclearAddress } from '../model/member/unclear-address.js';
import type { Person } from '../model/person/person.js';
import type { Ports } from '../ports.js';

/** A person of the agency on a marketplace, with the place of the account. */
export interface AgencyPerson extends Person {
  /** The place of the account, as in `LinkedAccount`. */
  readonly place?: string;
}

/** The most people of open invites that are listed, for sources that list no people. */
const STRANGERS = 100;

/**
 * Lists the agency's own people: those whom its connections list, and those who are invited and whom no member is
 * linked to. A connection that does not answer is left out while there is somebody else.
 * @throws Refusal('tenant.notConnected') without a connection and without an invite; as `Marketplace` when none that
 * lists people answers.
 */
export async function agencyPeople(ports: Ports, tenantId: string): Promise<AgencyPerson[]> {
  const connections = await ports.connections.latestOf(tenantId);
  const listing = connections.filter((one) => canDo(one, 'members'));
  const [answers, invited] = await Promise.all([
    Promise.allSettled(listing.map((connection) => peopleIn(ports, connection))),
    invitedPeople(ports, tenantId, connections),
  ]);
  if (connections.length === 0 && invited.length === 0) throw new Refusal('tenant.notConnected');
  const people = [...answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])), ...invited];
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed && people.length === 0) throw failed.reason;
  return [...new Map(people.toReversed().map((person) => [person.id, person])).values()].toReversed();
}

async function peopleIn({ marketplace }: Ports, connection: Connection): Promise<AgencyPerson[]> {
  const place = placeOf(connection);
  return (await marketplace.members(connection)).map((person) => placed(person, place));
}

/**
 * Lists the people of open invites whom no member is linked to, with the places of their accounts, but not Baton's own
 * addresses.
 */
export async function invitedPeople(
  { invites, sources }: Ports,
  tenantId: string,
  connections: readonly Connection[],
): Promise<AgencyPerson[]> {
  const strangers = await invites.strangers(tenantId, STRANGERS);
  const people = strangers.filter(({ person }) => unclearAddress(person, []) !== 'unnamed');
  return people.map((one) => placed(one.person, placeOfStranger(one, connections, sources.rulesOf)));
}

function placeOfStranger({ person, origins }: Stranger, connections: readonly Connection[], rulesOf: RulesOf): string {
  const connection = connections.find((one) => origins.some((origin) => isOriginIn(origin, one)));
  return connection ? placeOf(connection) : placeOfPerson(person.id, marketplaceOf(origins, rulesOf));
}
