import { createHash } from 'node:crypto';

/** The gradual rollout of referring to a tenant's members. */
export interface ReferralRollout {
  /** The share of members who may refer, 0 to 100. */
  readonly percent: number;
  /** Slack user ids that may refer, or may not, whatever the share. `never` wins. */
  readonly always: readonly string[];
  readonly never: readonly string[];
}

/** The rollout to everybody. */
export const ROLLED_OUT_TO_ALL: ReferralRollout = { percent: 100, always: [], never: [] };

/** Maps a member to a stable number from 0 to 99, so that a larger share only adds members. */
function bucketOf(tenantId: string, slackUserId: string): number {
  return createHash('sha256').update(`${tenantId}:${slackUserId}`).digest().readUInt32BE(0) % 100;
}

/** Tells whether the rollout includes a member. Others can still decline, and their running referrals continue. */
export function isRolledOutTo(release: ReferralRollout, tenantId: string, slackUserId: string): boolean {
  if (release.never.includes(slackUserId)) return false;
  return release.always.includes(slackUserId) || bucketOf(tenantId, slackUserId) < release.percent;
}
