import { Refusal } from '../errors.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import type { Invite } from './invite.js';
import { requireTheirs } from './require-theirs.js';

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
