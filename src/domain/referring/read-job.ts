import { marketplaceOf } from '../lifecycle/delivery-path.js';
import type { Invite, InviteOnJob } from '../model/invite/invite.js';
import type { Referral } from '../model/referral/referral.js';
import type { Standing } from '../model/referral/rules.js';
import type { Ports } from '../ports.js';

/** What is known of the job that an invite is for. */
export interface JobRecords {
  /** The tenant's own. */
  readonly invites: readonly InviteOnJob[];
  readonly referrals: readonly Referral[];
  /** As far as the marketplace tells. */
  readonly candidates: readonly { readonly personId: string; readonly standing: Standing }[];
}

/**
 * Reads all of it at once. The marketplace may be away: then the own records must do, and it checks again when a
 * referral arrives there.
 */
export async function readJob(ports: Ports, invite: Invite): Promise<JobRecords> {
  const { tenantId, externalId, job } = invite;
  const [invites, referrals, candidates] = await Promise.all([
    ports.invites.ofJob(tenantId, job.id),
    ports.referrals.ofJob(tenantId, job.id),
    marketplaceOf(ports, invite)
      .candidates(tenantId, externalId)
      .catch(() => []),
  ]);
  return { invites, referrals, candidates };
}
