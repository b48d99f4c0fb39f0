import { Refusal, type RefusalCode } from '../model/errors.js';
import type { Decision, Invite } from '../model/invite/invite.js';
import type { Actor } from '../model/member/member.js';
import type { Ports } from '../ports.js';
import { requireAddressee } from './require-addressee.js';

/** Returns the addressee as `onBehalfOf`, where somebody else decides; else an empty object. */
export function behalfOf({ invitee }: Invite, by: Actor): Pick<Decision, 'onBehalfOf'> {
  const { slackUserId, person } = invitee;
  return slackUserId && slackUserId !== by.slackUserId ? { onBehalfOf: { slackUserId, name: person.name } } : {};
}

/**
 * @throws Refusal unless this person can decide on the invite now: the addressee, a manager in their place, or, while
 * the invitee is linked to no member, anybody of the team.
 */
export async function requireDecidable(ports: Ports, invite: Invite, by: Actor): Promise<void> {
  await requireAddressee(ports, invite, by);
  const refusal = await whyClosed(ports, invite, by);
  if (refusal) throw refusal;
}

/** Returns the reason why this person cannot decide the invite now. */
export async function whyNot(ports: Ports, by: Actor, inviteId: string): Promise<Refusal> {
  const invite = await ports.invites.get({ tenantId: by.tenantId, id: inviteId });
  if (!invite) return new Refusal('invite.notFound');
  return (await whyClosed(ports, invite, by)) ?? whyNotTheirs(invite, by) ?? new Refusal('invite.alreadyDecided');
}

function whyNotTheirs({ invitee }: Invite, { slackUserId }: Actor): Refusal | null {
  const isTheirs = !invitee.slackUserId || invitee.slackUserId === slackUserId;
  return isTheirs ? null : new Refusal('invite.notYours', { name: invitee.person.name });
}

/** Returns the reason why nobody can decide the invite any more, worded for `reader`; null while it is open. */
async function whyClosed(ports: Ports, invite: Invite, reader: Actor): Promise<Refusal | null> {
  const { status, decision } = invite;
  if (status === 'open') return null;
  if (status === 'expired') return new Refusal('invite.expired');
  if (!decision) return new Refusal('invite.closed', { status });
  if (decision.by === 'marketplace') return new Refusal('invite.decidedElsewhere', { status });
  if (decision.by !== reader.slackUserId) return new Refusal('invite.alreadyDecided', { status, by: decision.byName });
  if (decision.kind !== 'referred') return new Refusal(YOURS[decision.kind], { status });
  const referral = await ports.referrals.ofInvite(invite.tenantId, invite.id);
  return new Refusal('invite.youReferred', { status, name: referral?.to.name ?? '' });
}

const YOURS = {
  accepted: 'invite.youAccepted',
  declined: 'invite.youDeclined',
} as const satisfies Partial<Record<Decision['kind'], RefusalCode>>;
