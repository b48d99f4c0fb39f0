import { applyInvitationStatus } from '../lifecycle/apply-invitation-status.js';
import { mergeReport } from '../lifecycle/merge-report.js';
import { outcomeOf } from '../lifecycle/record-outcome.js';
import { ONLY_WAY, type Via } from '../model/connection/connection.js';
import { MarketplaceRefusal } from '../model/errors.js';
import type { MarketplaceEvent, StoredEvent } from '../model/event/event.js';
import type { Invite } from '../model/invite/invite.js';
import { isExpiredByClock } from '../model/invite/transitions.js';
import type { Ports, Written } from '../ports.js';
import { fetchInvitation, findReportSubject } from './find-report-subject.js';

type StatusChange = (MarketplaceEvent & { type: 'invitation.status_changed' })['data'];

/**
 * Records a reported status of an invitation. Reports may come in any order, late or twice.
 * @returns the change of the referral that led to it, to be written with the end of the work
 */
export async function recordInvitationStatus(
  ports: Ports,
  tenantId: string,
  { id, status, changedAt }: StatusChange,
  via: Via = ONLY_WAY,
): Promise<Written<StoredEvent> | undefined> {
  const { invite, referralId, referral, inferred } = await findReportSubject(ports, tenantId, id, via);
  if (status === 'open') {
    if (invite) await lookAgain(ports, invite, id, via);
    return undefined;
  }
  if (invite) await applyInvitationStatus(ports, invite, status);
  if (!referralId) return undefined;
  const outcome = status === 'archived' ? 'withdrawn' : status;
  const along = await outcomeOf(ports, { tenantId, id: referralId, referral, inferred }, outcome, changedAt);
  return along && { along };
}

/**
 * Reads the deadline again for an invite that Baton's clock expired but that is still open on the marketplace.
 * @param externalId the invitation's id in the connection that reported it, which is the invite's first one only where
 * that connection told of it first
 */
async function lookAgain(ports: Ports, invite: Invite, externalId: string, via: Via): Promise<void> {
  if (!isExpiredByClock(invite)) return;
  const invitation = await fetchInvitation(ports, invite.tenantId, externalId, via);
  if (!(invitation instanceof MarketplaceRefusal)) await mergeReport(ports, invite, invitation, { via });
}
