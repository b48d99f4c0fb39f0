import type { Market } from './market.js';
import type { ContractInvitation, ContractPerson, Freelancer, InvitationRecord } from './state.js';

/** Returns the URL of a freelancer's profile: the given one, else a page of the sandbox. */
export const profileUrl = ({ url }: Market, person: Freelancer): string =>
  person.profileUrl ?? `${url}/people/${person.id}`;

/** Returns a freelancer as an agency may see them: with an email address only for its own people. */
export function personFor(market: Market, agencyId: string | undefined, person: Freelancer): ContractPerson {
  const { agencyId: home, email, ...facts } = person;
  const own = email !== undefined && home !== undefined && home === agencyId;
  return { ...facts, profileUrl: profileUrl(market, person), ...(own && { email }) };
}

/** Returns an invitation in the contract's format. */
export function invitationFor(
  market: Market,
  agencyId: string | undefined,
  record: InvitationRecord,
): ContractInvitation {
  const { jobId, personId, referral, decline: _, ...facts } = record;
  const posted = market.state.jobs[jobId];
  const person = market.state.people[personId];
  if (!posted || !person) throw new Error(`the invitation ${record.id} points nowhere`);
  const { client, closed: _closed, postedAt: _postedAt, ...job } = posted;
  const { messageToClient: _note, ...told } = referral ?? { fromInvitationId: '', referredBy: { name: '' } };
  return {
    ...facts,
    job: { ...job, url: `${market.url}/jobs/${jobId}` },
    client,
    freelancer: personFor(market, agencyId, person),
    ...(referral && { referral: told }),
  };
}
