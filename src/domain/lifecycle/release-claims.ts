import { isNamedBy, keysOfMember } from '../model/invite/identity-claims.js';
import type { Invite } from '../model/invite/invite.js';
import type { Ports } from '../ports.js';

/**
 * Takes the claims that identify an invitation from other invites. Each keeps its shared ids for its own addressee, so
 * that it is recognised where the invitation turns out to be theirs. One that has changed since it was read keeps all.
 */
export async function releaseClaims(
  { invites }: Ports,
  holders: readonly Invite[],
  claims: readonly string[],
): Promise<void> {
  for (const { claims: held = [], ...one } of holders) {
    const { tenantId, keys, invitee } = one;
    const own = keysOfMember(keys, invitee.slackUserId);
    const isTaken = (await invites.holding(tenantId, own)).some(({ id }) => id !== one.id);
    const left = [
      ...held.filter((claim) => !isNamedBy({ claims: [claim] }, claims) && !own.includes(claim)),
      ...(isTaken ? [] : own),
    ];
    await invites.advance(one, { from: [one.status], revision: one.revision, set: { claims: left }, work: [] });
  }
}
