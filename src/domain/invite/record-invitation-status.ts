import { Hopeless, MarketplaceRefusal } from '../errors.js';
import type { InvitationStatus, MarketplaceEvent } from '../event/event.js';
import type { Ports, Transition } from '../ports.js';
import { confirmHandedOver } from '../referral/confirm-forwarded.js';
import { recordReferralOutcome } from '../referral/record-outcome.js';
import { todo } from '../work.js';
import { confirmDecision } from './forward-decision.js';
import type { ClosedStatus, Invite, InviteStatus } from './invite.js';
import { receiveInvite } from './receive-invite.js';
import { readInvitationStatus } from './transitions.js';

type StatusChange = (MarketplaceEvent & { type: 'invitation.status_changed' })['data'];

/** Takes over what the marketplace says about an invitation, in any order, late or twice. */
export async function recordInvitationStatus(ports: Ports, tenantId: string, change: StatusChange): Promise<void> {
  const invite = await knownOrFetched(ports, tenantId, change.id);
  await applyStatus(ports, invite, change.status);
  const referralId = invite.referredIn?.referralId;
  if (!referralId || change.status === 'open') return;
  const outcome = change.status === 'archived' ? 'withdrawn' : change.status;
  await recordReferralOutcome(ports, { tenantId, id: referralId }, outcome, change.changedAt);
}

/** The status may overtake the invitation itself: then the marketplace is asked for it. */
export async function knownOrFetched(ports: Ports, tenantId: string, externalId: string): Promise<Invite> {
  const known = await ports.invites.byExternalId(tenantId, externalId);
  if (known) return known;
  try {
    const { data } = await ports.marketplace.invitation(tenantId, externalId);
    return await receiveInvite(ports, tenantId, data);
  } catch (error) {
    if (error instanceof MarketplaceRefusal)
      throw new Hopeless(`the marketplace does not know this invitation: ${error.code}`);
    throw error;
  }
}

async function applyStatus(ports: Ports, invite: Invite, said: InvitationStatus): Promise<void> {
  const reading = readInvitationStatus(invite, said);
  if (reading.do === 'nothing') return;
  if (reading.do === 'confirm') {
    return invite.status === 'referred' ? confirmHandedOver(ports, invite) : confirmDecision(ports, invite, 'webhook');
  }
  const now = ports.clock.now();
  const set = reading.do === 'move' ? closing(reading.to, now) : { closed: reading.closed };
  const transition: Transition<InviteStatus, Invite> = {
    from: [invite.status],
    set,
    line: { at: now, who: 'marketplace', what: said, through: 'webhook' },
    work: [todo('announce-invite', now)],
  };
  const moved = await ports.invites.advance(invite, transition);
  if (!moved) return retryOnFreshState(ports, invite, said);
  ports.jobs.dispatch(moved);
}

/** A click came in between: read the word again against what stands now. */
async function retryOnFreshState(ports: Ports, stale: Invite, said: InvitationStatus): Promise<void> {
  const fresh = await ports.invites.get(stale);
  if (fresh && fresh.status !== stale.status) await applyStatus(ports, fresh, said);
}

/** A decision that was taken on the marketplace itself counts as the member's. */
function closing(to: ClosedStatus, at: Date): Partial<Invite> {
  if (to !== 'accepted' && to !== 'declined') return { status: to };
  const by = { id: `marketplace-${to}`, by: 'marketplace', byName: '', at, confirmedAt: at };
  return { status: to, decision: { ...by, kind: to } };
}
