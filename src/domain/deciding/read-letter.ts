import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireTheirs } from '../permissions/require-theirs.js';
import type { Ports } from '../ports.js';

/**
 * The invite with its whole letter, whatever became of it.
 * @throws Refusal when it is addressed to somebody else, and not to be answered in their place.
 */
export async function readLetter(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  await requireTheirs(ports, invite, by);
  return invite;
}
