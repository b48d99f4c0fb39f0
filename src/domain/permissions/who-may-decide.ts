import { Refusal } from '../model/errors.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { requireTheirs } from './require-theirs.js';

/** Names the addressee, where somebody else decides. */
export function behalfOf({ invitee }: Invite, by: Actor): Pick<Decision, 'onBehalfOf'> {
  const { slackUserId, person } = invitee;
  return slackUserId && slackUserId !== by.slackUserId ? { onBehalfOf: { slackUserId, name: person.name } } : {};
}

/**
 * @throws Refusal unless this person can decide on the invite now: the addressee, a manager in their place, or, while no
 * member is linked, anybody of the team.
 */
export async function requireDecidable(ports: Ports, invite: Invite, by: Actor): Promise<void> {
  await requireTheirs(ports, invite, by);
  const refusal = refusalFor(invite, inTheirPlace(invite, by));
  if (refusal) throw refusal;
}

/** Returns the reason why this person cannot decide the invite now. */
export async function whyNot(ports: Ports, by: Actor, inviteId: string): Promise<Refusal> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) return new Refusal('invite.notFound');
  const refusal = refusalFor(invite, inTheirPlace(invite, by)) ?? refusalFor(invite, by);
  return refusal ?? new Refusal('invite.alreadyDecided');
}

const inTheirPlace = ({ invitee }: Invite, by: Actor): Actor => ({
  ...by,
  slackUserId: invitee.slackUserId ?? by.slackUserId,
});

/** Returns the reason why this person cannot decide the invite, or null when they can. */
export function refusalFor(invite: Invite, by: Actor): Refusal | null {
  const addressee = invite.invitee.slackUserId;
  if (addressee && addressee !== by.slackUserId)
    return new Refusal('invite.notYours', { name: invite.invitee.person.name });
  if (invite.status === 'open') return null;
  if (invite.status === 'expired') return new Refusal('invite.expired');
  const { status, decision } = invite;
  if (!decision) return new Refusal('invite.closed', { status });
  if (decision.by === 'marketplace') return new Refusal('invite.decidedElsewhere', { status });
  return new Refusal('invite.alreadyDecided', { status, by: decision.byName });
}
