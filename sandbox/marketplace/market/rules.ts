import type { z } from 'zod';
import type { Candidates } from '../../../src/sources/contract/schema/candidate.js';
import type { ProblemCode } from '../../../src/sources/contract/schema/problem.js';
import { readUpworkLink } from '../../../src/sources/upwork/links.js';
import { profileKey } from '../vendors/upwork-ids.js';
import { ContractProblem, type Market } from './market.js';
import type { Freelancer, InvitationRecord, State } from './state.js';

type Colleague = { person: string } | { profileUrl: string } | { email: string };

/**
 * Returns the invitation with this id.
 * @throws ContractProblem when there is none, or it is addressed to a freelancer of another agency
 */
export function invitationOf({ state }: Market, agencyId: string, id: string): InvitationRecord {
  const invitation = state.invitations[id];
  if (!invitation) throw new ContractProblem('invitation-not-found', `There is no invitation ${id}.`);
  if (state.people[invitation.personId]?.agencyId !== agencyId) {
    throw new ContractProblem('not-yours', 'This invitation is addressed to a freelancer of another agency.');
  }
  return invitation;
}

/**
 * Returns an invitation that can still be decided.
 * @throws ContractProblem when the agency may not decide it any more
 */
export function decidable(market: Market, agencyId: string, id: string): InvitationRecord {
  const { state, now } = market;
  const invitation = invitationOf(market, agencyId, id);
  const expired = invitation.expiresAt !== undefined && new Date(invitation.expiresAt) <= now();
  const status = invitation.status === 'open' && expired ? 'expired' : invitation.status;
  if (status !== 'open') throw new ContractProblem('invitation-not-open', `This invitation is ${status}.`);
  if (state.jobs[invitation.jobId]?.closed) throw new ContractProblem('job-closed', 'The client closed this job.');
  return invitation;
}

/**
 * Finds the colleague of a referral.
 * @throws ContractProblem when there is no such freelancer, or the freelancer cannot be referred to this job
 */
export function referable({ state, url }: Market, { jobId }: InvitationRecord, to: Colleague): Freelancer {
  if (state.jobs[jobId]?.private) throw new ContractProblem('job-private', 'Nobody can be referred to a private job.');
  const person = find(state, url, to);
  if (!person) throw new ContractProblem('person-not-found', 'No freelancer has this id, profile or email.');
  const obstacle = obstacleFor(state, jobId, person.id);
  if (obstacle) throw new ContractProblem(obstacle, `${person.name} ${OBSTACLES[obstacle]}.`);
  return person;
}

const OBSTACLES = {
  'already-hired': 'is already hired for this job',
  'already-proposed': 'already made a proposal for this job',
  'already-referred': 'was already referred for this job',
  'already-invited': 'is already invited to this job',
} as const satisfies Partial<Record<ProblemCode, string>>;

function obstacleFor({ proposals, invitations }: State, jobId: string, personId: string) {
  const theirs = (entry: { jobId: string; personId: string }) => entry.jobId === jobId && entry.personId === personId;
  const proposal = Object.values(proposals).find(theirs);
  if (proposal) return proposal.status === 'hired' ? 'already-hired' : 'already-proposed';
  const invitation = Object.values(invitations).find(theirs);
  return invitation && (invitation.referral ? 'already-referred' : 'already-invited');
}

/** Lists the freelancers who cannot be referred to the invitation's job, with the reason. */
export const standings = ({ state }: Market, { jobId }: InvitationRecord): z.input<typeof Candidates>['items'] =>
  Object.keys(state.people).flatMap((personId) => {
    const obstacle = obstacleFor(state, jobId, personId);
    return obstacle ? [{ personId, standing: STANDINGS[obstacle] }] : [];
  });

const STANDINGS = {
  'already-hired': 'hired',
  'already-proposed': 'proposed',
  'already-referred': 'referred',
  'already-invited': 'invited',
} as const satisfies Record<keyof typeof OBSTACLES, string>;

/** Finds a freelancer by id, profile URL (the sandbox's own, or Upwork's) or email address. */
export function find({ people }: State, url: string, to: Colleague): Freelancer | undefined {
  if ('person' in to) return people[to.person];
  const all = Object.values(people);
  if ('email' in to) return all.find(({ email }) => email?.toLowerCase() === to.email.toLowerCase());
  const plain = to.profileUrl.replace(/[?#].*$/, '').replace(/\/$/, '');
  const key = readUpworkLink(to.profileUrl);
  return all.find(
    ({ id, profileUrl = `${url}/people/${id}` }) =>
      profileUrl === plain || (key?.to === 'profile' && key.key === `upwork:${profileKey(id)}`),
  );
}
