import { areAnsweredApart } from '../model/connection/connection.js';
import { givesWay } from '../model/invite/gives-way.js';
import { isNamedBy, isOfMember } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import { type Claimant, isKeptApart, isTakenFrom } from '../model/invite/is-kept-apart.js';
import type { Ports } from '../ports.js';

/** The invites that hold claims of an invitation. */
interface Holders {
  /** Those that are another person's invitation. */
  readonly apart: readonly Invite[];
  readonly together: readonly Invite[];
  /** Those of both kinds that have to leave their claims to the invitation. */
  readonly yielding: readonly Invite[];
}

/** An invitation that claims what other invites hold. */
interface Claiming {
  /** The invitation, as it is or will be stored. */
  readonly invite: Invite;
  readonly claims: readonly string[];
  readonly claimant: Claimant;
}

/** Parts the invites that hold claims of an invitation, without those of other marketplaces that are answered apart. */
export async function partClaimHolders(
  ports: Ports,
  holders: readonly Invite[],
  { invite, claims, claimant }: Claiming,
): Promise<Holders> {
  const connections = holders.length > 0 ? await ports.connections.latestOf(invite.tenantId) : [];
  const elsewhere = holders.filter((one) => areAnsweredApart(one.origins, invite.origins, connections));
  const apart = holders.filter((one) => !elsewhere.includes(one) && isKeptApart(one, claimant));
  const together = holders.filter((one) => !elsewhere.includes(one) && !apart.includes(one));
  const taken = apart.some((one) => isTakenFrom(one, claimant)) ? apart : [];
  const mayYield = claims.filter((claim) => !isOfMember(claim));
  const yielding = together.filter((one) => isNamedBy(one, mayYield) && givesWay(one, invite));
  return { apart, together, yielding: [...taken, ...yielding] };
}
