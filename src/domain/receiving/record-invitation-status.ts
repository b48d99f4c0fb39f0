import { closedAs } from '../lifecycle/closed-as.js';
import { bearOutDecision, confirmDecision } from '../lifecycle/confirm-decision.js';
import { confirmHandedOver } from '../lifecycle/confirm-handed-over.js';
import { hearAgain } from '../lifecycle/hear-again.js';
import { overruleHandoff } from '../lifecycle/overrule-handoff.js';
import { recordReferralOutcome } from '../lifecycle/record-outcome.js';
import { MarketplaceRefusal } from '../model/errors.js';
import { type InvitationStatus, isFurther, type MarketplaceEvent } from '../model/event/event.js';
import type { ClosedStatus, Invite, InviteStatus } from '../model/invite/invite.js';
import { isExpiredByClock, readInvitationStatus } from '../model/invite/transitions.js';
import { todo } from '../model/work.js';
import type { Ports, Transition } from '../ports.js';
import { fetchInvitation, subjectOf } from './subject-of.js';

type StatusChange = (MarketplaceEvent & { type: 'invitation.status_changed' })['data'];

/** Takes over what the marketplace says about an invitation, in any order, late or twice. */
export async function recordInvitationStatus(
  ports: Ports,
  tenantId: string,
  { id, status, changedAt }: StatusChange,
): Promise<void> {
  const { invite, referralId } = await subjectOf(ports, tenantId, id);
  if (status === 'open') return invite && lookAgain(ports, invite);
  if (invite) await applyStatus(ports, invite, status);
  if (invite) await overruleHandoff(ports, invite);
  if (!referralId) return;
  const outcome = status === 'archived' ? 'withdrawn' : status;
  await recordReferralOutcome(ports, { tenantId, id: referralId }, outcome, changedAt);
}

/** Our clock ended what is open over there: the deadline may have been put off. What ended over there stays over. */
async function lookAgain(ports: Ports, invite: Invite): Promise<void> {
  if (!isExpiredByClock(invite)) return;
  const invitation = await fetchInvitation(ports, invite.tenantId, invite.externalId);
  if (!(invitation instanceof MarketplaceRefusal)) await hearAgain(ports, invite, invitation);
}

async function applyStatus(ports: Ports, invite: Invite, said: InvitationStatus): Promise<void> {
  const reading = readInvitationStatus(invite, said);
  switch (reading.do) {
    case 'nothing':
      return;
    case 'bear-out':
      return bearOutExpiry(ports, invite);
    case 'confirm':
      return confirm(ports, invite, reading.said);
    case 'move':
      return change(ports, invite, reading.to, closedAs(reading.to, ports.clock.now()));
    case 'remember':
      return change(ports, invite, reading.closed, { closed: reading.closed });
  }
}

/** A referral that has not gone out cannot have brought it about: then somebody declined over there. */
async function confirm(ports: Ports, invite: Invite, said: ClosedStatus): Promise<void> {
  if (invite.decision?.confirmedBy) return bearOutDecision(ports, invite);
  if (invite.status !== 'referred') return void (await confirmDecision(ports, invite, 'webhook'));
  const gone = await confirmHandedOver(ports, invite);
  if (!gone && isFurther(said, invite.closed)) await change(ports, invite, said, { closed: said });
}

async function change(ports: Ports, invite: Invite, said: ClosedStatus, set: Partial<Invite>): Promise<void> {
  const now = ports.clock.now();
  const transition: Transition<InviteStatus, Invite> = {
    from: [invite.status],
    revision: invite.revision,
    set,
    line: { at: now, who: 'marketplace', what: said, through: 'webhook' },
    work: [todo('announce-invite', now)],
  };
  const changed = await ports.invites.advance(invite, transition);
  if (!changed) return retryOnFreshState(ports, invite, said);
}

/** Nothing new is to be seen of it. */
async function bearOutExpiry(ports: Ports, invite: Invite): Promise<void> {
  const line = { at: ports.clock.now(), who: 'marketplace', what: 'expired', through: 'webhook' } as const;
  const { status, revision } = invite;
  const borneOut = await ports.invites.advance(invite, { from: [status], revision, set: {}, line, work: [] });
  if (!borneOut) await retryOnFreshState(ports, invite, 'expired');
}

/** A click or another word came in between: read the word again against what stands now. */
async function retryOnFreshState(ports: Ports, stale: Invite, said: InvitationStatus): Promise<void> {
  const fresh = await ports.invites.get(stale);
  if (fresh && fresh.revision !== stale.revision) await applyStatus(ports, fresh, said);
}
