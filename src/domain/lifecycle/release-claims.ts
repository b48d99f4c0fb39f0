import { isNamedBy } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/** Takes the claims that identify an invitation from other invites. One that has changed since it was read keeps them. */
export async function releaseClaims(
  { invites }: Ports,
  holders: readonly Invite[],
  claims: readonly string[],
): Promise<void> {
  for (const { claims: held = [], ...one } of holders) {
    const left = held.filter((claim) => !isNamedBy({ claims: [claim] }, claims));
    await invites.advance(one, { from: [one.status], revision: one.revision, set: { claims: left }, work: [] });
  }
}
