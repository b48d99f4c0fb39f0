import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';

/**
 * Reads an invite that this person decided, or that somebody decided in their place.
 * @throws Refusal when the decision is somebody else's, the marketplace's own or taken back, or there is no such
 * invite.
 */
export async function requireDecider(ports: Ports, by: Actor, inviteId: string): Promise<Invite> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  const { status, decision } = invite;
  if (!decision) throw new Refusal('referral.notAwaitingHandoff');
  if (decision.by === 'marketplace') throw new Refusal('invite.decidedElsewhere', { status });
  if (![decision.by, decision.onBehalfOf?.slackUserId].includes(by.slackUserId))
    throw new Refusal('invite.notDecider', { name: decision.byName });
  return invite;
}
