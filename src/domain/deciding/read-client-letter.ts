import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireAddressee } from '../permissions/require-addressee.js';
import type { Ports } from '../ports.js';

/**
 * Reads an invite with its whole letter, in any status.
 * @throws Refusal when the invite is somebody else's and this person may not answer for them.
 */
export async function readClientLetter(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  await requireAddressee(ports, invite, by);
  return invite;
}
