import type { Ports } from '../ports.js';
import type { SlackProfile } from './member.js';

/** Takes over what Slack says about one user who joined or changed. */
export const updateProfile = (ports: Ports, tenantId: string, profile: SlackProfile): Promise<void> =>
  ports.members.save(tenantId, [profile]);
