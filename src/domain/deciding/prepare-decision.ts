import { type DeclineReason, reasonsFor } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import { deliveryPath } from '../model/invite/delivery-path.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireDecidable } from '../permissions/who-may-decide.js';
import type { Ports } from '../ports.js';

/** The data that a decision's form shows. */
export interface PreparedDecision {
  readonly invite: Invite;
  readonly reasons: readonly DeclineReason[];
  /** The addressee's name, where somebody else decides. */
  readonly inPlaceOf?: string;
  /** Set where the decision has to be handed off. */
  readonly byHand?: true;
}

/**
 * Reads the invite and the marketplace's reasons for declining.
 * @throws Refusal when the decision would come too late or is somebody else's.
 */
export async function prepareDecision(ports: Ports, by: Actor, inviteId: string): Promise<PreparedDecision> {
  const [invite, connections] = await Promise.all([
    ports.invites.get({ tenantId: by.tenantId, id: inviteId }),
    ports.connections.ofTenant(by.tenantId),
  ]);
  if (!invite) throw new Refusal('invite.notFound');
  const path = deliveryPath(invite, connections, 'decide', ports.sources.rulesOf).by;
  if (path === 'nobody') throw new Refusal('connection.removed');
  await requireDecidable(ports, invite, by);
  const { slackUserId, person } = invite.invitee;
  return {
    invite,
    reasons: reasonsFor(invite, connections, ports.sources.declineReasons),
    ...(slackUserId !== by.slackUserId && { inPlaceOf: person.name }),
    ...(path === 'hand' && { byHand: true }),
  };
}
