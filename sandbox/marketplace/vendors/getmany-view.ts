import type { Market } from '../market/market.js';
import type { InvitationRecord, Proposal } from '../market/state.js';
import { profileKey, upworkUid } from './upwork-ids.js';

/** Getmany knows three statuses: what was neither accepted nor declined in the end is gone from its lists. */
const STATUSES: Partial<Record<InvitationRecord['status'], string>> = {
  open: 'PENDING',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
};

/** Returns an invitation as Getmany's API has it; undefined for a status that its lists do not have. */
export function getmanyInvitation(
  { state }: Market,
  { id, jobId, personId, invitedAt, letter, status }: InvitationRecord,
) {
  const job = state.jobs[jobId];
  const person = state.people[personId];
  const listed = STATUSES[status];
  if (!job || !person || !listed) return undefined;
  const { country, totalSpent, timeZone: timezone } = job.client;
  return {
    invite: {
      uid: upworkUid(id),
      createdAt: invitedAt,
      status: listed,
      result: listed === 'PENDING' ? null : listed,
      letter,
      title: job.title,
    },
    freelancer: { uid: upworkUid(personId), name: person.name, photoUrl: null },
    job: {
      uid: upworkUid(jobId),
      title: job.title,
      description: job.description ?? '',
      url: `https://www.upwork.com/jobs/~02${upworkUid(jobId)}`,
    },
    client: { country, totalSpent, timezone },
  };
}

/** Returns the webhook `proposal.accepted`. */
export function getmanyAccepted({ state }: Market, { id, jobId, personId }: Proposal) {
  const job = state.jobs[jobId];
  const person = state.people[personId];
  return {
    proposal: { uid: upworkUid(id), coverLetter: '', status: 'SUBMITTED', createdAt: job?.postedAt },
    job: { slug: `~02${upworkUid(jobId)}`, title: job?.title, description: job?.description ?? '' },
    freelancer: { uid: profileKey(personId).slice(1), name: person?.name, slug: profileKey(personId) },
    chat: { id: upworkUid(`chat ${id}`) },
  };
}
