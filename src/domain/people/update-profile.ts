import type { Member, SlackProfile } from '../model/member/member.js';
import { todo } from '../model/work.js';
import type { Ports } from '../ports.js';

/**
 * Takes over what Slack says about one user who joined, changed or left, unless something newer was kept. Who leaves is
 * handed over.
 * @param asOf of when a profile without a date is; now, where it is not given
 */
export async function updateProfile(ports: Ports, tenantId: string, profile: SlackProfile, asOf?: Date): Promise<void> {
  await ports.atomically(() => take(ports, tenantId, profile, asOf));
}

/** Leaving and its hand-over are one change: once it is known that somebody has left, nothing tells of it again. */
async function take(ports: Ports, tenantId: string, profile: SlackProfile, asOf?: Date): Promise<Member | null> {
  const { slackUserId, isDeactivated } = profile;
  const before = await ports.members.get(tenantId, slackUserId);
  await ports.members.save(tenantId, [profile], asOf);
  if (!isDeactivated || before?.isDeactivated !== false) return null;
  const after = await ports.members.get(tenantId, slackUserId);
  if (!after?.isDeactivated) return null;
  return ports.members.addWork(tenantId, slackUserId, [todo('hand-over-member', ports.clock.now())]);
}
