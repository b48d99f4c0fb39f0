import type { Ports } from '../ports.js';
import { todo } from '../work.js';
import type { SlackProfile } from './member.js';

/** Takes over what Slack says about one user who joined, changed or left. */
export async function updateProfile(ports: Ports, tenantId: string, profile: SlackProfile): Promise<void> {
  const before = await ports.members.get(tenantId, profile.slackUserId);
  await ports.members.save(tenantId, [profile]);
  if (!profile.isDeactivated || before?.isDeactivated !== false) return;
  const left = await ports.members.addWork(tenantId, profile.slackUserId, [
    todo('hand-over-member', ports.clock.now()),
  ]);
  if (left) ports.jobs.dispatch(left);
}
