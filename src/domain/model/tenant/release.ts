import { createHash } from 'node:crypto';

/** To whom referring is released. */
export interface Release {
  /** 0 to 100: the share of members who have it. */
  readonly percent: number;
  /** Slack user ids that have it, or not, whatever the share. `never` wins. */
  readonly always: readonly string[];
  readonly never: readonly string[];
}

/** Everybody may refer. */
export const RELEASED_TO_ALL: Release = { percent: 100, always: [], never: [] };

/** A number from 0 to 99 that stays the same for a member of a tenant, so that raising the share only adds people. */
function bucketOf(tenantId: string, slackUserId: string): number {
  return createHash('sha256').update(`${tenantId}:${slackUserId}`).digest().readUInt32BE(0) % 100;
}

/** Whether a member may refer. Whoever may not still declines, and their open referrals go on. */
export function isReleasedTo(release: Release, tenantId: string, slackUserId: string): boolean {
  if (release.never.includes(slackUserId)) return false;
  return release.always.includes(slackUserId) || bucketOf(tenantId, slackUserId) < release.percent;
}
