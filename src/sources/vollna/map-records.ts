import type { Invitation, InvitationStatus, MarketplaceEvent, ProposalStatus } from '../../domain/model/event/event.js';
import type { Budget } from '../../domain/model/job/job.js';
import type { Person } from '../../domain/model/person/person.js';
import { itemsOf } from '../../lib/list-items.js';
import { budgetIn } from '../parse-money.js';
import { personFromName } from '../person-from-name.js';
import { readVendorStatus } from '../read-vendor-status.js';
import { freelancerKey } from '../upwork/canonical-ids.js';
import { identify, jobOf } from '../upwork/identify-invitation.js';
import type { VollnaInvitation, VollnaProposal } from './api-types.js';

/** Maps an invitation; undefined for a record that names neither itself nor its job. */
export function toInvitation(record: VollnaInvitation, now: Date): Invitation | undefined {
  const { invitationUid, jobPostingUid, project } = record;
  const name = nameOf(record);
  const title = record.title ?? project?.title;
  if (!name || !title) return undefined;
  const { job, ...identity } = identify(
    { invitation: invitationUid, job: jobPostingUid, jobUrl: project?.url },
    `vollna:${name}`,
  );
  const budget = budgetOf(project?.budget);
  return {
    id: name,
    status: statusIn(record),
    invitedAt: [record.invitedAt, record.createdAt].find((at) => at !== undefined && at <= now) ?? now,
    letter: letterOf(record, budget),
    job: { ...job, title, ...(budget && { budget }), skills: skillsIn(project?.skills) },
    client: clientOf(project?.clientDetails),
    freelancer: freelancerOf(record),
    ...identity,
  };
}

/** Returns an invitation's id: Upwork's number, else Vollna's; undefined where it has neither. */
export const nameOf = ({ id, invitationUid }: VollnaInvitation): string | undefined =>
  invitationUid ?? (id && `vollna-${id}`);

/** Reads the status of an invitation from all status fields of a record. */
export const statusIn = ({ statusLabel, status, reason }: VollnaInvitation): InvitationStatus =>
  readVendorStatus([statusLabel, status, reason]);

/** Returns the client's letter, followed by the text of a budget that could not be parsed, so that people see it. */
function letterOf({ invitationLetter, project }: VollnaInvitation, budget: Budget | undefined): string {
  const { amount } = project?.budget ?? {};
  const isUnread = budget === undefined && typeof amount === 'string' && /(?!0)\p{N}/u.test(amount);
  return [invitationLetter, ...(isUnread ? [`Budget: ${amount}`] : [])].filter(Boolean).join('\n\n');
}

function budgetOf(given: NonNullable<VollnaInvitation['project']>['budget']): Budget | undefined {
  if (given?.amount === undefined) return undefined;
  return budgetIn(given.amount, /hour/i.test(given.type ?? '') ? 'hourly' : 'fixed', { assumed: 'USD' });
}

const skillsIn = (skills: string | readonly string[] | undefined): string[] =>
  typeof skills === 'string' ? itemsOf(skills) : (skills ?? []).map((skill) => skill.trim()).filter(Boolean);

function clientOf(details: NonNullable<VollnaInvitation['project']>['clientDetails']): Invitation['client'] {
  const { country, rating, totalSpent, totalHires, paymentMethodVerified } = details ?? {};
  return {
    ...(country !== undefined && { country }),
    ...(rating !== undefined && rating <= 5 && { rating }),
    ...(totalSpent !== undefined && { totalSpent }),
    ...(totalHires !== undefined && { hires: Math.round(totalHires) }),
    ...(paymentMethodVerified !== undefined && { paymentVerified: paymentMethodVerified }),
  };
}

/** Identifies the freelancer by Vollna's number, which proposals use too; else by Upwork's, by name, or by profile. */
function freelancerOf({ contractor, contractorUid, upworkProfile, upworkOrganization }: VollnaInvitation): Person {
  const known = contractor?.id ? `vollna:${contractor.id}` : freelancerKey(contractorUid);
  if (known) return { id: known, name: contractor?.fullName ?? upworkProfile?.label ?? 'Freelancer' };
  if (contractor?.fullName) return personFromName('vollna', contractor.fullName);
  const profile = upworkProfile ?? upworkOrganization;
  return { id: `vollna:profile:${profile?.id ?? 'unknown'}`, name: profile?.label ?? 'Agency' };
}

/** Returns the events of a proposal that answered an invitation, one for each step; none for other proposals. */
export function toProposalEvents(proposal: VollnaProposal, changedAt: Date): MarketplaceEvent[] {
  const { applicationUid, isInvitation, freelancer, jobDetails, project } = proposal;
  const id = applicationUid ?? (proposal.id && `vollna-${proposal.id}`);
  if (!isInvitation || !id) return [];
  const jobId = jobOf({ jobUrl: project?.url });
  const title = jobDetails?.title ?? project?.title;
  const about = {
    ...(jobId && { jobId }),
    ...(title && { title }),
    ...(freelancer?.id && { freelancer: { id: `vollna:${freelancer.id}`, name: freelancer.fullName ?? 'Freelancer' } }),
  };
  return happened(proposal).map((status) => ({
    type: 'proposal.status_changed',
    data: { id, invitationId: applicationUid ?? id, status, changedAt, about },
  }));
}

/** The steps of a proposal, the earliest first. */
function happened(proposal: VollnaProposal): ProposalStatus[] {
  const { isViewed, isInterviewed, isHired, isWithdrawn, isArchived } = proposal;
  const steps: readonly (readonly [boolean | undefined, ProposalStatus])[] = [
    [true, 'submitted'],
    [isViewed, 'viewed'],
    [isInterviewed, 'interviewed'],
    [isHired, 'hired'],
    [isWithdrawn, 'withdrawn'],
    [isArchived && !isHired, 'archived'],
  ];
  return steps.flatMap(([is, status]) => (is ? [status] : []));
}
