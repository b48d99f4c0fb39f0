import { whereToAsk } from '../lifecycle/delivery-path.js';
import type { Invite, InviteOnJob } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import type { Standing } from '../model/referral/rules.js';
import type { Ports } from '../ports.js';

/** The records about an invite's job. */
export interface JobRecords {
  /** The tenant's own records. */
  readonly invites: readonly InviteOnJob[];
  readonly referrals: readonly Referral[];
  /** Candidates that the marketplace reports. */
  readonly candidates: readonly { readonly personId: string; readonly standing: Standing }[];
}

/**
 * Reads the records about an invite's job. Where the marketplace does not answer, the tenant's own must do: the
 * marketplace checks again when a referral arrives.
 */
export async function readJob(ports: Ports, invite: Invite): Promise<JobRecords> {
  const { tenantId, job } = invite;
  const [invites, referrals, candidates] = await Promise.all([
    ports.invites.ofJob(tenantId, job.id),
    ports.referrals.ofJob(tenantId, job.id),
    candidatesOf(ports, invite).catch(() => []),
  ]);
  return { invites, referrals, candidates };
}

async function candidatesOf(ports: Ports, invite: Invite): Promise<JobRecords['candidates']> {
  const asked = await whereToAsk(ports, invite, 'candidates');
  return asked ? ports.marketplace.candidates(asked.to, asked.externalId) : [];
}
