import { profileUrl } from '../market/contract-view.js';
import { reasonText } from '../market/decline-reasons.js';
import type { Market } from '../market/market.js';
import type { InvitationRecord, PostedJob } from '../market/state.js';

/** A job as its client sees it. */
export interface ClientView {
  readonly job: PostedJob;
  readonly candidates: readonly Candidate[];
}

/** A candidate as the client sees them. */
export interface Candidate {
  readonly invitationId: string;
  readonly proposalId?: string;
  readonly name: string;
  readonly title?: string;
  readonly skills: readonly string[];
  readonly profileUrl: string;
  /** `invited`, or the status of the invitation or proposal. */
  readonly status: string;
  readonly referredBy?: string;
  /** The referrer's note to the client. */
  readonly note?: string;
  /** The decline reason and the message to the client. */
  readonly declined?: { readonly reason: string; readonly message?: string };
}

/** Builds the client's view of a job; undefined when there is no such job. */
export function clientView(market: Market, jobId: string): ClientView | undefined {
  const job = market.state.jobs[jobId];
  if (!job) return undefined;
  const invitations = Object.values(market.state.invitations).filter((one) => one.jobId === jobId);
  return { job, candidates: invitations.map((one) => candidate(market, one)) };
}

function candidate(market: Market, { id, personId, status, referral, decline }: InvitationRecord): Candidate {
  const { people, proposals } = market.state;
  const person = people[personId] ?? { id: personId, name: 'Somebody' };
  const proposal = Object.values(proposals).find(({ invitationId }) => invitationId === id);
  return {
    invitationId: id,
    name: person.name,
    skills: person.skills ?? [],
    profileUrl: profileUrl(market, person),
    status: proposal?.status ?? (status === 'open' ? 'invited' : status),
    ...(person.title !== undefined && { title: person.title }),
    ...(proposal && { proposalId: proposal.id }),
    ...(referral && { referredBy: referral.referredBy.name }),
    ...(referral?.messageToClient && { note: referral.messageToClient }),
    ...(decline && { declined: declined(decline) }),
  };
}

const declined = ({ reasonId, message }: NonNullable<InvitationRecord['decline']>) => ({
  reason: reasonText(reasonId),
  ...(message && { message }),
});
