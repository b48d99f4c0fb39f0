import { type InvitationStatus, isFurther } from '../model/event/event.js';
import type { ClosedStatus, Invite } from '../model/invite/invite.js';
import { readInvitationStatus } from '../model/invite/transitions.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';
import { closedAs } from './closed-as.js';
import { confirmDecision, verifyDecision } from './confirm-decision.js';
import { cancelHandoff, verifyHandoff } from './handoff.js';

/**
 * Applies a status that the marketplace's webhook reports. Statuses may come in any order, late or twice. A pending hand-off
 * of an invitation that is over ends.
 */
export async function applyInvitationStatus(ports: Ports, invite: Invite, said: InvitationStatus): Promise<void> {
  const reading = readInvitationStatus(invite, said);
  if (reading.do !== 'nothing') await apply(ports, invite, reading);
  if (reading.do !== 'nothing' || invite.closed) await cancelHandoff(ports, invite);
}

type Reading = ReturnType<typeof readInvitationStatus>;

async function apply(ports: Ports, invite: Invite, reading: Exclude<Reading, { do: 'nothing' }>): Promise<void> {
  switch (reading.do) {
    case 'verify-expiry':
      return verifyExpiry(ports, invite);
    case 'confirm':
      return confirm(ports, invite, reading.said);
    case 'move':
      return change(ports, invite, reading.to, closedAs(reading.to, ports.clock.now()));
    case 'remember':
      return change(ports, invite, reading.closed, { closed: reading.closed });
  }
}

/** A referral that has not gone out cannot be the cause: then somebody declined on the marketplace itself. */
async function confirm(ports: Ports, invite: Invite, said: ClosedStatus): Promise<void> {
  if (invite.decision?.confirmedBy) return verifyDecision(ports, invite);
  if (invite.status !== 'referred') return void (await confirmDecision(ports, invite, 'webhook'));
  const gone = await verifyHandoff(ports, invite);
  if (!gone && isFurther(said, invite.closed)) await change(ports, invite, said, { closed: said });
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

/** Records that the marketplace agrees with Baton's clock. Cards show nothing new. */
async function verifyExpiry(ports: Ports, invite: Invite): Promise<void> {
  const line = { at: ports.clock.now(), who: 'marketplace', what: 'expired', through: 'webhook' } as const;
  const { status, revision } = invite;
  const verified = await ports.invites.advance(invite, { from: [status], revision, set: {}, line, work: [] });
  if (!verified) await retryOnFreshState(ports, invite, 'expired');
}

/** Applies the status again to an invite that a click or another event has changed meanwhile. */
async function retryOnFreshState(ports: Ports, stale: Invite, said: InvitationStatus): Promise<void> {
  const fresh = await ports.invites.get(stale);
  if (fresh && fresh.revision !== stale.revision) await applyInvitationStatus(ports, fresh, said);
}
