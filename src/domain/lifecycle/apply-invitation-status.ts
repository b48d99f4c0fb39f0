import { type InvitationStatus, isFurther } from '../model/event/event.js';
import type { ClosedStatus, Invite } from '../model/invite/invite.js';
import { readInvitationStatus } from '../model/invite/transitions.js';
import { todo } from '../model/outbox-work.js';
import type { Ports } from '../ports.js';
import { closedInviteFields } from './closed-invite-fields.js';
import { confirmDecision, verifyDecision } from './confirm-decision.js';
import { cancelHandoff, verifyHandoff } from './referral-handoff.js';

/**
 * Applies a status that the marketplace reports. Statuses may come in any order, late or twice. Ends a pending hand-off
 * of an invitation that has ended.
 */
export async function applyInvitationStatus(ports: Ports, invite: Invite, said: InvitationStatus): Promise<void> {
  const reading = readInvitationStatus(invite, said);
  const mayBeOver = reading.do !== 'nothing' && (await apply(ports, invite, reading));
  if (mayBeOver || invite.closed) await cancelHandoff(ports, invite);
}

type Reading = ReturnType<typeof readInvitationStatus>;

/** @returns false where the status only confirms a referral */
async function apply(ports: Ports, invite: Invite, reading: Exclude<Reading, { do: 'nothing' }>): Promise<boolean> {
  switch (reading.do) {
    case 'verify-expiry':
      await verifyExpiry(ports, invite);
      return true;
    case 'confirm':
      return confirm(ports, invite, reading.said);
    case 'move':
      await change(ports, invite, reading.to, closedInviteFields(reading.to, ports.clock.now()));
      return true;
    case 'remember':
      await change(ports, invite, reading.closed, { closed: reading.closed });
      return true;
  }
}

/**
 * Confirms the decision. A referral that was not sent cannot be the cause of a decline: then somebody declined on the
 * marketplace itself.
 */
async function confirm(ports: Ports, invite: Invite, said: ClosedStatus): Promise<boolean> {
  if (invite.decision?.confirmedBy) await verifyDecision(ports, invite);
  else if (invite.status !== 'referred') await confirmDecision(ports, invite, 'webhook');
  else if (await verifyHandoff(ports, invite)) return false;
  else if (isFurther(said, invite.closed)) await change(ports, invite, said, { closed: said });
  return true;
}

async function change(ports: Ports, invite: Invite, said: ClosedStatus, set: Partial<Invite>): Promise<void> {
  const now = ports.clock.now();
  const changed = await ports.invites.advance(invite, {
    from: [invite.status],
    revision: invite.revision,
    set,
    line: { at: now, who: 'marketplace', what: said, through: 'webhook' },
    work: [todo('announce-invite', now)],
  });
  if (!changed) return retryOnFreshState(ports, invite, said);
}

/** Records that the marketplace, like Baton's clock, considers the invitation expired. Cards show nothing new. */
async function verifyExpiry(ports: Ports, invite: Invite): Promise<void> {
  const line = { at: ports.clock.now(), who: 'marketplace', what: 'expired', through: 'webhook' } as const;
  const { status, revision } = invite;
  const verified = await ports.invites.advance(invite, { from: [status], revision, set: {}, line, work: [] });
  if (!verified) await retryOnFreshState(ports, invite, 'expired');
}

/** Applies the status again after a click or another event has changed the invite meanwhile. */
async function retryOnFreshState(ports: Ports, stale: Invite, said: InvitationStatus): Promise<void> {
  const fresh = await ports.invites.get(stale);
  if (fresh && fresh.revision !== stale.revision) await applyInvitationStatus(ports, fresh, said);
}
