import { randomUUID } from 'node:crypto';
import { Refusal } from '../errors.js';
import type { Actor } from '../member/member.js';
import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import type { Decision, DecisionKind, Invite } from './invite.js';

/** A member's decision, not yet confirmed by the marketplace. */
export const decisionBy = (by: Actor, at: Date, kind: DecisionKind, more: Partial<Decision> = {}): Decision => ({
  id: randomUUID(),
  kind,
  by: by.slackUserId,
  byName: by.name,
  at,
  ...more,
});

/** Takes a decision that the marketplace must hear of: one conditional update, then jobs. */
export async function decide(ports: Ports, by: Actor, inviteId: string, decision: Decision): Promise<Invite> {
  const ref = { tenantId: by.tenantId, id: inviteId };
  const invite = await ports.invites.advance(
    ref,
    {
      from: ['open'],
      set: { status: decision.kind, decision },
      unset: ['trouble'],
      line: { at: decision.at, who: by.slackUserId, what: decision.kind, through: 'slack' },
      work: [todo('forward-decision', decision.at), todo('announce-invite', decision.at)],
    },
    by.slackUserId,
  );
  if (!invite) throw await whyNot(ports, by, inviteId);
  ports.jobs.dispatch(invite);
  return invite;
}

/** Why this person cannot decide on this invite now. */
export async function whyNot(ports: Ports, by: Actor, inviteId: string): Promise<Refusal> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  return (invite && refusalFor(invite, by)) ?? new Refusal(invite ? 'invite.alreadyDecided' : 'invite.notFound');
}

/** The reason that keeps this person from deciding, or null when nothing does. */
export function refusalFor(invite: Invite, by: Actor): Refusal | null {
  const addressee = invite.invitee.slackUserId;
  if (addressee && addressee !== by.slackUserId)
    return new Refusal('invite.notYours', { name: invite.invitee.person.name });
  if (invite.status === 'open') return null;
  if (invite.status === 'expired') return new Refusal('invite.expired');
  if (!invite.decision) return new Refusal('invite.closed', { status: invite.status });
  return new Refusal('invite.alreadyDecided', { status: invite.status, by: invite.decision.byName });
}
