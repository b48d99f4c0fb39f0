import { marketplaceOf, type Origin } from '../model/connection/connection.js';
import type { Invitation } from '../model/event/event.js';
import { hasScheme, placeOfPerson } from '../model/member/marketplace-accounts.js';
import { isLinkable, type Member } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/** The person of an invitation, and the connections that reported it. */
interface Named extends Pick<Invitation, 'freelancer'> {
  readonly origins: readonly Pick<Origin, 'source'>[];
}

/**
 * Finds the active member for an invitation, by their link or else by their email address, where only they have it.
 * @param known the linked member, where that was read
 */
export async function findInvitedMember(
  { members, sources }: Ports,
  tenantId: string,
  { freelancer, origins }: Named,
  known?: Member | null,
): Promise<Member | null> {
  const linked = known === undefined ? await members.byPerson(tenantId, freelancer.id) : known;
  if (linked || !freelancer.email) return linked && isLinkable(linked) ? linked : null;
  const [found, ...others] = (await members.atEmail(tenantId, freelancer.email)).filter(isLinkable);
  const named = { id: freelancer.id, place: placeOfPerson(freelancer.id, marketplaceOf(origins, sources.rulesOf)) };
  const isClear = others.length === 0 && !found?.sharedEmailIn?.includes(named.place);
  return found && isClear && !hasScheme(found, named) ? found : null;
}
