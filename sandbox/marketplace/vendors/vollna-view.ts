import type { Market } from '../market/market.js';
import type { InvitationRecord, PostedJob, Proposal } from '../market/state.js';
import { upworkUid, vendorId } from './upwork-ids.js';

const LABELS: Record<InvitationRecord['status'], string> = {
  open: 'Pending',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn by client',
  expired: 'Expired',
  archived: 'Job is closed',
};

const organizationOf = ({ state }: Market, agencyId = '') => ({
  id: vendorId(agencyId),
  label: state.agencies[agencyId]?.name ?? '',
  type: 'agency',
});

/** Returns an invitation as Vollna's API and webhook have it. */
export function vollnaInvitation(market: Market, record: InvitationRecord) {
  const { jobId, personId, invitedAt, letter, status, id } = record;
  const job = market.state.jobs[jobId];
  const person = market.state.people[personId];
  if (!job || !person) throw new Error(`the invitation ${id} points nowhere`);
  return {
    id: vendorId(id),
    upworkProfile: { id: vendorId(personId), label: person.name, type: 'freelancer' },
    upworkOrganization: organizationOf(market, person.agencyId),
    invitationUid: upworkUid(id),
    title: job.title,
    jobPostingUid: upworkUid(jobId),
    invitationLetter: letter,
    clientUid: upworkUid(job.client.name ?? jobId),
    contractor: { id: vendorId(personId), fullName: person.name },
    contractorUid: upworkUid(personId),
    invitedAt,
    createdAt: invitedAt,
    updatedAt: market.now().toISOString(),
    statusLabel: LABELS[status],
    project: projectOf(jobId, job),
  };
}

function projectOf(jobId: string, { title, description = '', skills, postedAt, budget, client }: PostedJob) {
  const { paymentVerified, country, totalSpent, hires, rating } = client;
  return {
    title,
    description,
    skills: skills.join(', '),
    url: `https://www.upwork.com/jobs/~02${upworkUid(jobId)}`,
    publishedAt: postedAt,
    clientQuestions: [],
    categories: [],
    site: 'upwork',
    budget: budget && { type: budget.kind === 'hourly' ? 'Hourly rate' : 'Fixed price', amount: amountOf(budget) },
    clientDetails: { paymentMethodVerified: paymentVerified, country, totalSpent, totalHires: hires, rating },
  };
}

const amountOf = ({ min, max }: NonNullable<PostedJob['budget']>): string =>
  min === max ? `$${max ?? 0}` : `$${min ?? 0} - $${max ?? 0}`;

const STEPS = ['submitted', 'viewed', 'interviewed', 'hired'];

/** Returns a proposal as Vollna's API and webhook have it. */
export function vollnaProposal(market: Market, { id, jobId, personId, status }: Proposal) {
  const person = market.state.people[personId];
  const job = market.state.jobs[jobId];
  const step = STEPS.indexOf(status);
  return {
    id: vendorId(id),
    applicationUid: upworkUid(id),
    submittedAt: market.now().toISOString(),
    jobDetails: { title: job?.title, postedAt: job?.postedAt },
    freelancer: { id: vendorId(personId), fullName: person?.name },
    upworkOrganization: organizationOf(market, person?.agencyId),
    isViewed: step >= 1,
    isInterviewed: step >= 2,
    isHired: step >= 3,
    isWithdrawn: status === 'withdrawn',
    isInvitation: true,
    isArchived: status === 'archived' || status === 'declined',
  };
}
