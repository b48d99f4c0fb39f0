import { applyInvitationStatus } from '../lifecycle/apply-invitation-status.js';
import { milestoneOf, outcomeOf } from '../lifecycle/record-outcome.js';
import { recordProposal } from '../lifecycle/record-proposal.js';
import { ONLY_WAY, type Via } from '../model/connection/connection.js';
import { TooEarly } from '../model/errors.js';
import type { MarketplaceEvent, ProposalStatus, StoredEvent } from '../model/event/event.js';
import type { ProposalStep } from '../model/invite/proposal-steps.js';
import type { Milestone } from '../model/referral/milestones.js';
import type { Outcome } from '../model/referral/referral.js';
import type { Ports, Written } from '../ports.js';
import { findAnsweredInvite } from './find-answered-invite.js';
import { aboutInvite, findReportSubject, putAside, type Subject } from './find-report-subject.js';

type StatusChange = (MarketplaceEvent & { type: 'proposal.status_changed' })['data'];

type Meaning = { readonly outcome: Extract<Outcome, 'accepted' | 'hired'> } | { readonly milestone: Milestone };

/**
 * The outcome or milestone that each status of a proposal means, for the referral that led to it or else for the
 * invite.
 */
export const PROPOSAL_MEANS = {
  submitted: { outcome: 'accepted' },
  viewed: { milestone: 'viewed' },
  interviewed: { milestone: 'interviewed' },
  hired: { outcome: 'hired' },
  declined: { milestone: 'proposal-declined' },
  withdrawn: { milestone: 'proposal-withdrawn' },
  archived: { milestone: 'job-closed' },
} as const satisfies Record<ProposalStatus, Meaning>;

/**
 * Records a reported status of a proposal. Any proposal implies that its invitation was accepted, although that event
 * may come later or never; the rest concerns the referral that led to it, or else the invite.
 * @returns the referral's change, to be written with the end of the work
 */
export async function recordProposalStatus(
  ports: Ports,
  tenantId: string,
  change: StatusChange,
  via: Via = ONLY_WAY,
): Promise<Written<StoredEvent> | undefined> {
  const { invite, referralId, referral, inferred } = await subjectFor(ports, tenantId, change, via);
  if (invite) await applyInvitationStatus(ports, invite, 'accepted');
  const meaning: Meaning = PROPOSAL_MEANS[change.status];
  if (!referralId) {
    const step = stepOf(meaning);
    if (invite && step) await recordProposal(ports, invite, step, change.changedAt);
    return undefined;
  }
  const ref = { tenantId, id: referralId, referral, inferred };
  const along =
    'outcome' in meaning
      ? await outcomeOf(ports, ref, meaning.outcome, change.changedAt)
      : await milestoneOf(ports, ref, meaning.milestone, change.changedAt);
  return along && { along };
}

/** Returns the step beyond accepting the invite, which every proposal implies. */
function stepOf(meaning: Meaning): ProposalStep | undefined {
  if ('milestone' in meaning) return meaning.milestone;
  return meaning.outcome === 'hired' ? 'hired' : undefined;
}

/** Milliseconds by which a proposal may overtake the invitation that it answered, and by which clocks may differ. */
const OVERTAKES_BY_MS = 10 * 60_000;

/**
 * Finds the invite of a proposal whose source does not name it. Where none matches after a while, the proposal belongs
 * to an invitation from before the connection: it is counted and not retried, unless that invitation comes after all.
 * @throws TooEarly until then
 */
async function subjectFor(ports: Ports, tenantId: string, change: StatusChange, via: Via): Promise<Subject> {
  const { about, invitationId, changedAt } = change;
  if (!about) return findReportSubject(ports, tenantId, invitationId, via);
  const named = await ports.invites.byExternalId(tenantId, invitationId);
  const invite = named ?? (await findAnsweredInvite(ports, tenantId, about));
  if (invite) return aboutInvite(invite);
  if (Math.abs(ports.clock.now().getTime() - changedAt.getTime()) < OVERTAKES_BY_MS)
    throw new TooEarly('the invitation of this proposal is not known yet');
  return putAside(ports, tenantId, via);
}
