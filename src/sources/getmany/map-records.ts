import type { Invitation, MarketplaceEvent } from '../../domain/model/event/event.js';
import type { Person } from '../../domain/model/person/person.js';
import { personFromName } from '../person-from-name.js';
import { readVendorStatus } from '../read-vendor-status.js';
import { freelancerKey, jobKey, profileUrl } from '../upwork/canonical-ids.js';
import { identify } from '../upwork/identify-invitation.js';
import type { GetmanyInvitation, GetmanyProposal } from './api-types.js';

/** Maps an invitation; undefined for a record that has no id or no title. */
export function toInvitation(
  { invite, freelancer, job, client }: GetmanyInvitation,
  now: Date,
): Invitation | undefined {
  const title = job?.title ?? invite?.title;
  if (!invite?.uid || !title) return undefined;
  const { job: where, ...identity } = identify(
    { invitation: invite.uid, job: job?.uid, jobUrl: job?.url },
    `getmany:${invite.uid}`,
  );
  return {
    id: invite.uid,
    status: readVendorStatus([invite.status, invite.result]),
    invitedAt: invite.createdAt && invite.createdAt <= now ? invite.createdAt : now,
    letter: invite.letter ?? '',
    job: { ...where, title, skills: [] },
    client: {
      ...(client?.country !== undefined && { country: client.country }),
      ...(client?.timezone !== undefined && { timeZone: client.timezone }),
      ...(client?.totalSpent !== undefined && { totalSpent: client.totalSpent }),
    },
    freelancer: personOf(freelancer),
    ...identity,
  };
}

/** Identifies a person by Upwork's number or key, else by Getmany's, else by name. */
function personOf(freelancer: { readonly uid?: string | undefined; readonly name?: string | undefined } = {}): Person {
  const { uid = 'unknown', name = 'Freelancer' } = freelancer;
  if (freelancer.uid === undefined && freelancer.name) return personFromName('getmany', freelancer.name);
  const id = freelancerKey(uid) ?? `getmany:${uid}`;
  const page = profileUrl(id);
  return { id, name, ...(page && { profileUrl: page }) };
}

/**
 * The event of an accepted proposal: the client answered it and a chat has begun, which is an interview and no hire
 * yet. Undefined where it says too little to find the invite.
 */
export function toProposalEvent(
  { proposal, job, freelancer }: GetmanyProposal,
  changedAt: Date,
): MarketplaceEvent | undefined {
  const jobId = job?.slug && jobKey(job.slug);
  const uid = freelancer?.slug ?? freelancer?.uid;
  if (!proposal?.uid || !(jobId ?? job?.title) || !uid) return undefined;
  const about = {
    ...(jobId && { jobId }),
    ...(job?.title && { title: job.title }),
    freelancer: personOf({ uid, name: freelancer?.name }),
  };
  const data = { id: proposal.uid, invitationId: proposal.uid, status: 'interviewed', changedAt, about } as const;
  return { type: 'proposal.status_changed', data };
}
