import { handoffOf } from '../lifecycle/delivery-path.js';
import type { DeclineReason } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { requireDecidable } from '../permissions/who-may-decide.js';
import type { Ports } from '../ports.js';

/** What a member needs to know before they decide. */
export interface PreparedDecision {
  readonly invite: Invite;
  readonly reasons: readonly DeclineReason[];
  /** The name of whose invite it is, where somebody else decides. */
  readonly inPlaceOf?: string;
  /** Set where the member carries the decision over themselves. */
  readonly byHand?: true;
}

/**
 * What a member needs before deciding: the invite and the marketplace's reasons for declining.
 * @throws Refusal when a decision would come too late or is not theirs.
 */
export async function prepareDecision(ports: Ports, by: Actor, inviteId: string): Promise<PreparedDecision> {
  const [invite, connection] = await Promise.all([
    ports.invites.get({ tenantId: by.tenantId, id: inviteId }),
    ports.connections.of(by.tenantId),
  ]);
  if (!invite) throw new Refusal('invite.notFound');
  if (!connection && !invite.practice) throw new Refusal('tenant.notConnected');
  await requireDecidable(ports, invite, by);
  const { slackUserId, person } = invite.invitee;
  return {
    invite,
    reasons: connection?.declineReasons ?? [],
    ...(slackUserId !== by.slackUserId && { inPlaceOf: person.name }),
    ...(await handoffOf(ports, invite)),
  };
}
