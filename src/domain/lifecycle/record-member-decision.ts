import { randomUUID } from 'node:crypto';
import { canDo } from '../model/connection/connection.js';
import { Refusal } from '../model/errors.js';
import type { Decision, DecisionKind, Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import { type Ref, todo } from '../model/outbox-work.js';
import { withNameAfterErasure } from '../permissions/name-after-erasure.js';
import { behalfOf, requireDecidable, whyNot } from '../permissions/who-may-decide.js';
import type { Ports } from '../ports.js';
import { pathOf } from './read-delivery-path.js';

/** Builds a member's decision, not yet confirmed by the marketplace. */
export const decisionBy = (by: Actor, at: Date, kind: DecisionKind, more: Partial<Decision> = {}): Decision => ({
  id: randomUUID(),
  kind,
  by: by.slackUserId,
  byName: by.name,
  at,
  ...more,
});

/**
 * Records an accept or a decline in one conditional update, which adds the work to forward it. A manager may decide for
 * the addressee; the decision then names both.
 * @throws Refusal when the invite is somebody else's, decided or over
 */
export async function recordMemberDecision(
  ports: Ports,
  by: Actor,
  inviteId: string,
  taken: Decision,
): Promise<Invite> {
  const [handoff, { name: byName }] = await Promise.all([
    handoffNeeded(ports, { tenantId: by.tenantId, id: inviteId }),
    withNameAfterErasure(ports, by),
  ]);
  const decision: Decision = { ...taken, byName, ...handoff };
  const own = await advance(ports, by, inviteId, decision, by.slackUserId);
  const invite = own ?? (await ofAnother(ports, by, inviteId, decision));
  return invite;
}

/** Returns the marks of a hand-off where the decision needs one, because no connection of the invite can send it. */
async function handoffNeeded(ports: Ports, ref: Ref): Promise<Pick<Decision, 'byHand' | 'paused'>> {
  const recent = await ports.connections.ofTenant(ref.tenantId);
  if (recent.length > 0 && recent.every((connection) => canDo(connection, 'decide'))) return {};
  const invite = await ports.invites.get(ref);
  const path = invite && (await pathOf(ports, invite));
  return path?.by === 'hand' ? { byHand: true, ...(path.paused && { paused: true }) } : {};
}

const advance = (
  ports: Ports,
  { tenantId, slackUserId }: Actor,
  id: string,
  decision: Decision,
  addressee: string | null,
) =>
  ports.invites.advance(
    { tenantId, id },
    {
      from: ['open'],
      set: { status: decision.kind, decision },
      unset: ['trouble'],
      line: { at: decision.at, who: slackUserId, what: decision.kind, through: 'slack' },
      work: [todo('forward-decision', decision.at), todo('announce-invite', decision.at)],
    },
    addressee,
  );

async function ofAnother(ports: Ports, by: Actor, inviteId: string, decision: Decision): Promise<Invite> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) throw new Refusal('invite.notFound');
  await requireDecidable(ports, invite, by);
  const addressee = invite.invitee.slackUserId ?? null;
  const decided = await advance(ports, by, inviteId, { ...decision, ...behalfOf(invite, by) }, addressee);
  if (decided) return decided;
  throw await whyNot(ports, by, inviteId);
}
