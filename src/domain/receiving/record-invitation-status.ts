import { applyInvitationStatus } from '../lifecycle/apply-invitation-status.js';
import { mergeReport } from '../lifecycle/merge-report.js';
import { recordReferralOutcome } from '../lifecycle/record-outcome.js';
import { ONLY_WAY, type Via } from '../model/connection/connection.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { MarketplaceEvent } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import { isExpiredByClock } from '../model/invite/transitions.js';
import type { Ports } from '../ports.js';
import { fetchInvitation, subjectOf } from './subject-of.js';

type StatusChange = (MarketplaceEvent & { type: 'invitation.status_changed' })['data'];

/** Records a reported status of an invitation. Reports may come in any order, late or twice. */
export async function recordInvitationStatus(
  ports: Ports,
  tenantId: string,
  { id, status, changedAt }: StatusChange,
  via: Via = ONLY_WAY,
): Promise<void> {
  const { invite, referralId, referral, inferred } = await subjectOf(ports, tenantId, id, via);
  if (status === 'open') return invite && lookAgain(ports, invite, via);
  if (invite) await applyInvitationStatus(ports, invite, status);
  if (!referralId) return;
  const outcome = status === 'archived' ? 'withdrawn' : status;
  await recordReferralOutcome(ports, { tenantId, id: referralId, referral, inferred }, outcome, changedAt);
}

/** Reads the deadline again of an invite that Baton's clock expired but that is open on the marketplace. */
async function lookAgain(ports: Ports, invite: Invite, via: Via): Promise<void> {
  if (!isExpiredByClock(invite)) return;
  const invitation = await fetchInvitation(ports, invite.tenantId, invite.externalId, via);
  if (!(invitation instanceof MarketplaceRefusal)) await mergeReport(ports, invite, invitation, { via });
}
