import { whereToAsk } from '../lifecycle/read-delivery-path.js';
import type { Invite, InviteOnJob } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import type { Candidate, Ports } from '../ports.js';

/** The records about an invite's job. */
export interface JobRecords {
  /** The tenant's own records. */
  readonly invites: readonly InviteOnJob[];
  readonly referrals: readonly Referral[];
  /** Candidates that the marketplace reports. */
  readonly candidates: readonly Candidate[];
}

/**
 * Reads the records about an invite's job. Where the marketplace does not answer, only the tenant's own are returned:
 * the marketplace checks again when a referral arrives.
 * @param candidates known candidates, where nobody can wait for the marketplace
 */
export async function readJobRecords(
  ports: Ports,
  invite: Invite,
  candidates: Promise<JobRecords['candidates']> = askCandidates(ports, invite),
): Promise<JobRecords> {
  const { tenantId, job } = invite;
  const [invites, referrals, known] = await Promise.all([
    ports.invites.ofJob(tenantId, job.id),
    ports.referrals.ofJob(tenantId, job.id),
    candidates,
  ]);
  return { invites, referrals, candidates: known };
}

/** Reads the candidates of an invite's job from the marketplace; none where it does not answer. */
export async function askCandidates(ports: Ports, invite: Invite): Promise<JobRecords['candidates']> {
  try {
    const asked = await whereToAsk(ports, invite, 'candidates');
    return asked ? await ports.marketplace.candidates(asked.to, asked.externalId) : [];
  } catch {
    return [];
  }
}

/**
 * Returns the candidates that the marketplace reported within the last minute, when the form was opened or a colleague
 * looked up.
 */
export async function knownCandidates(
  { marketplace }: Ports,
  { tenantId, origins }: Invite,
): Promise<JobRecords['candidates']> {
  const known = origins.map(({ externalId }) => marketplace.knownCandidates(tenantId, externalId));
  return (await Promise.all(known)).flat();
}
