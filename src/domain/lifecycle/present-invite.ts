import type { Invite } from '../model/invite/invite.js';
import type { Ref } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';

/** Reads an invite; for a duplicate, the one into which it was merged. Null when there is none. */
export async function presentInvite(ports: Pick<Ports, 'invites'>, ref: Ref): Promise<Invite | null> {
  const invite = await ports.invites.get(ref);
  return invite?.duplicateOf === undefined
    ? invite
    : presentInvite(ports, { tenantId: ref.tenantId, id: invite.duplicateOf });
}
